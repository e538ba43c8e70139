# The sample host, published first: dotnet publish samples/HostApi -c Release -r linux-x64 --self-contained -o artifacts/host
# The base has ICU and time zones, and neither a shell nor a package manager. Renew the digest with
#   docker buildx imagetools inspect mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled-extra
FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled-extra@sha256:9a3e4e315a3eae3be20b73739ae84fa7e4ffb2a47a234f3bef30825f0543fe1b

COPY artifacts/host /app

USER 10001:10001
WORKDIR /app
ENV ASPNETCORE_ENVIRONMENT=Production \
    ASPNETCORE_HTTP_PORTS=8080 \
    DOTNET_EnableDiagnostics=0
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s CMD ["/app/HostApi", "health", "http://127.0.0.1:8080/health/ready"]
ENTRYPOINT ["/app/HostApi"]
