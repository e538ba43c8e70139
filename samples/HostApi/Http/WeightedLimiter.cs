using System.Threading.RateLimiting;

namespace LearningStudio.HostApi.Http;

/// <summary>Takes as many permits as a request costs, where the middleware asks for one. Thread-safe.</summary>
internal sealed class WeightedLimiter(PartitionedRateLimiter<HttpContext> limiter, Func<HttpContext, int> cost)
    : PartitionedRateLimiter<HttpContext>
{
    public override RateLimiterStatistics? GetStatistics(HttpContext resource) => limiter.GetStatistics(resource);

    protected override RateLimitLease AttemptAcquireCore(HttpContext resource, int permitCount) =>
        limiter.AttemptAcquire(resource, cost(resource));

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(
        HttpContext resource,
        int permitCount,
        CancellationToken cancellationToken
    ) => limiter.AcquireAsync(resource, cost(resource), cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            limiter.Dispose();
        }

        base.Dispose(disposing);
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await limiter.DisposeAsync();
        await base.DisposeAsyncCore();
    }
}
