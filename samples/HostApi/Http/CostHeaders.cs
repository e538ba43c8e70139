using System.Globalization;
using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Http;

/// <summary>Tells what an answer cost: <c>X-Statement-Count</c>, and <c>X-Cache</c> as <see cref="CacheOutcome"/> puts it.</summary>
internal sealed class CostHeaders(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        using QueryScope scope = QueryScope.Begin();
        CacheOutcome cache = CacheOutcome.Begin();
        context.Response.OnStarting(() =>
        {
            context.Response.Headers["X-Statement-Count"] = scope.StatementCount.ToString(CultureInfo.InvariantCulture);
            context.Response.Headers["X-Cache"] = cache.ToString();
            return Task.CompletedTask;
        });
        await next(context);
    }
}
