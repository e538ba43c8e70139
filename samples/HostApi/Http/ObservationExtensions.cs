using LearningStudio.Caching;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry.Metrics;

namespace LearningStudio.HostApi.Http;

/// <summary>What an operator looks at: metrics for Prometheus, and whether the host lives and is ready.</summary>
internal static class ObservationExtensions
{
    public static void AddObservation(this IServiceCollection services)
    {
        services
            .AddOpenTelemetry()
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(
                        "LearningStudio.Caching",
                        "LearningStudio.Repositories",
                        "Microsoft.AspNetCore.Hosting",
                        "System.Runtime"
                    )
                    .AddPrometheusExporter()
            );
        services.AddHealthChecks().AddLearningStudioCaching();
    }

    public static void MapObservation(this WebApplication app)
    {
        app.MapPrometheusScrapingEndpoint("/metrics");

        // The process answers: that is all there is to living.
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(
            new
            {
                Status = report.Status.ToString(),
                Checks = report.Entries.ToDictionary(
                    entry => entry.Key,
                    entry => new
                    {
                        Status = entry.Value.Status.ToString(),
                        entry.Value.Description,
                        entry.Value.Data,
                    }
                ),
            }
        );
}
