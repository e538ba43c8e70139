using LearningStudio.HostApi.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LearningStudio.HostApi.Operations;

internal static class ReadinessEndpoint
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapReadiness(this WebApplication app) =>
        app.MapMethods("/health/ready", Methods, AnswerAsync).IsMonitoring().ExcludeFromDescription();

    private static async Task<JsonHttpResult<object>> AnswerAsync(
        Readiness readiness,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        HealthReport report = await readiness.ReadAsync(cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        object body = new
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
        };
        int status =
            report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        return TypedResults.Json(body, statusCode: status);
    }
}
