using System.Globalization;
using LearningStudio.QueryBudgets;

namespace LearningStudio.HostApi.Http;

/// <summary>Reports what an answer cost: <c>X-Statement-Count</c>, and <c>X-Cache</c> as <see cref="CacheOutcome"/> puts it.</summary>
internal sealed class CostHeaders(RequestDelegate next)
{
    // Asynchronous, so that the outcome's flow ends with it.
    public async Task InvokeAsync(HttpContext context)
    {
        QueryScope? scope = QueryScope.Current;
        CacheOutcome cache = CacheOutcome.Begin();
        context.Response.OnStarting(() =>
        {
            int statements = scope?.StatementCount ?? 0;
            context.Response.Headers["X-Statement-Count"] = statements.ToString(CultureInfo.InvariantCulture);
            context.Response.Headers["X-Cache"] = cache.ToString();
            return Task.CompletedTask;
        });
        await next(context);
    }
}
