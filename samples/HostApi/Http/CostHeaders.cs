using System.Globalization;
using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Http;

/// <summary>
/// Reports what an answer cost: <c>X-Statement-Count</c>, and <c>X-Cache</c> as <see cref="CacheOutcome"/> puts it. An endpoint
/// that asks row by row is logged with the line that does it.
/// </summary>
internal sealed partial class CostHeaders(RequestDelegate next, ILogger<CostHeaders> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        string? route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        using QueryScope scope = QueryScope.Begin(route is null ? null : $"{context.Request.Method} {route}");
        CacheOutcome cache = CacheOutcome.Begin();
        context.Response.OnStarting(() =>
        {
            context.Response.Headers["X-Statement-Count"] = scope.StatementCount.ToString(CultureInfo.InvariantCulture);
            context.Response.Headers["X-Cache"] = cache.ToString();
            return Task.CompletedTask;
        });
        await next(context);
        if (scope.StatementCount > 1)
        {
            foreach (QueryFinding finding in scope.Report().Findings.Where(f => f.Kind == QueryFindingKind.NPlusOne))
            {
                AsksRowByRow(logger, scope.Name, finding.Count, finding.CallSite, finding.Fingerprint);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Route} asks row by row: {Count} statements from {CallSite}: {Statement}")]
    private static partial void AsksRowByRow(
        ILogger logger,
        string? route,
        int count,
        string? callSite,
        string statement
    );
}
