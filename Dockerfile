# The sample host, published first: dotnet publish samples/HostApi -c Release -r linux-x64 --self-contained -o artifacts/host
FROM debian:bookworm-slim

RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates curl libicu72 libssl3 tzdata \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home --home-dir /data forum

COPY artifacts/host /app

USER forum
WORKDIR /data
ENV ASPNETCORE_ENVIRONMENT=Production \
    ASPNETCORE_HTTP_PORTS=8080 \
    ASPNETCORE_CONTENTROOT=/app
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s CMD curl -fsS http://127.0.0.1:8080/health/ready || exit 1
ENTRYPOINT ["/app/HostApi"]
