using LearningStudio.Caching;
using LearningStudio.HostApi.Http;
using LearningStudio.HostApi.Identity;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace LearningStudio.HostApi.Operations;

/// <summary>What an operator looks at: metrics for Prometheus, traces and all else by OTLP, and whether the host lives and is ready.</summary>
internal static class Telemetry
{
    private const string CacheCheck = "cache";
    private const string OtlpAddress = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        OpenTelemetryBuilder telemetry = services
            .AddOpenTelemetry()
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(
                        Refusals.MeterName,
                        "LearningStudio.Caching",
                        "LearningStudio.Moderation",
                        "LearningStudio.Moderation.Sql",
                        "LearningStudio.QueryBudgets",
                        "LearningStudio.Repositories",
                        "Microsoft.AspNetCore.Hosting",
                        "Microsoft.AspNetCore.RateLimiting",
                        "Microsoft.AspNetCore.Server.Kestrel",
                        "System.Runtime"
                    )
                    .AddPrometheusExporter()
            );
        if (!string.IsNullOrWhiteSpace(configuration[OtlpAddress]))
        {
            telemetry
                .WithTracing(traces => traces.AddSource("LearningStudio.Caching", "Microsoft.AspNetCore"))
                .WithLogging()
                .UseOtlpExporter();
        }

        services.AddReadiness();
    }

    private static void AddReadiness(this IServiceCollection services)
    {
        services.AddSingleton<Draining>();
        services.AddHostedService(provider => provider.GetRequiredService<Draining>());
        services
            .AddSingleton<Readiness>()
            .AddSingleton<DatabaseHealth>()
            .AddSingleton<TimedDatabaseCheck>()
            .AddHealthChecks()
            .AddCheck<Draining>("shutdown")
            .AddCheck<TimedDatabaseCheck>("database")
            .AddLearningStudioCache(CacheCheck);
        services.Configure<HealthCheckServiceOptions>(options =>
        {
            // It obeys its cancellation.
            options.Registrations.Single(check => check.Name is CacheCheck).Timeout = TimedDatabaseCheck.Limit;
        });
    }

    public static void MapTelemetry(this WebApplication app)
    {
        app.MapPrometheusScrapingEndpoint("/metrics").IsMonitoring(tokens: 5);

        // The process answers: that is all there is to living.
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).DisableRateLimiting();
        app.MapReadiness();
    }
}
