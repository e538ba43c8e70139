using System.Globalization;
using LearningStudio.Caching;
using LearningStudio.Repositories;
using Microsoft.Extensions.Options;

namespace LearningStudio.HostApi.Http;

/// <summary>
/// Tells what an answer cost: <c>X-Statement-Count</c>, and <c>X-Cache</c> with <c>hit</c> for a cached answer that
/// took no statement, <c>miss</c> for one that did, <c>bypass</c> where the cache had no part.
/// </summary>
internal sealed class CostHeaders(RequestDelegate next, IOptionsMonitor<VersionedCacheOptions> caching)
{
    public async Task InvokeAsync(HttpContext context)
    {
        using QueryScope scope = QueryScope.Begin();
        context.Response.OnStarting(() =>
        {
            context.Response.Headers["X-Statement-Count"] = scope.StatementCount.ToString(CultureInfo.InvariantCulture);
            context.Response.Headers["X-Cache"] = Outcome(context, scope.StatementCount);
            return Task.CompletedTask;
        });
        await next(context);
    }

    private string Outcome(HttpContext context, int statements)
    {
        bool isCached =
            caching.CurrentValue.Enabled
            && context.Response.StatusCode != StatusCodes.Status400BadRequest
            && context.GetEndpoint()?.Metadata.GetMetadata<CachedMetadata>() is not null;
        return isCached ? (statements == 0 ? "hit" : "miss") : "bypass";
    }
}
