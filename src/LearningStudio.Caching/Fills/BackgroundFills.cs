using LearningStudio.Caching.Diagnostics;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Redis.Fills;
using Microsoft.Extensions.Logging;

namespace LearningStudio.Caching.Fills;

// Rule: a refresh runs in the pool, outside the reader's context: a request's scope or trace is not for what outlives it.
//   Nobody waits for it, and its failure is logged. An audit runs within the read, which waits for it: its factory may
//   use what the reader uses, which two cannot use at once.
// Threads: all members may be called at once.
internal sealed class BackgroundFills(
    FactoryRunner runner,
    LocalParts local,
    TimeProvider time,
    RedisFills? redis,
    ILogger<VersionedCache> logger
)
{
    private const int MaxAudits = 4;
    private int _audits;

    /// <summary>Computes a value anew; readers go on with the old one until it is stored.</summary>
    public void Refresh<TState, T>(FillCall<TState, T> call) =>
        _ = DetachedContext.Run(() => Task.Run(() => TryAsync<T>("refresh", () => RefreshAsync(call))));

    /// <summary>Computes a value anew and compares it with the cached one; nothing is stored.</summary>
    /// <returns>The cached value.</returns>
    public async ValueTask<T> AuditAsync<TState, T>(
        FillCall<TState, T> call,
        T cached,
        CancellationToken cancellationToken
    )
    {
        try
        {
            // Few at a time: it is a sample, and must not become the load that the cache keeps away.
            if (Interlocked.Increment(ref _audits) <= MaxAudits)
            {
                await TryAsync<T>("audit", () => CompareAsync(call, cancellationToken)).ConfigureAwait(false);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _audits);
        }

        return cached;
    }

    private async Task RefreshAsync<TState, T>(FillCall<TState, T> call)
    {
        if (redis is null || await redis.MayRefreshAsync<T>(call.Key, call.Plan).ConfigureAwait(false))
        {
            CallPlan plan = call.Plan with { Access = call.Plan.Access & CacheAccess.Write };
            await runner
                .FillAsync(call with { Plan = plan, IsBackground = true }, CancellationToken.None)
                .ConfigureAwait(false);
        }
    }

    // What was invalidated meanwhile says nothing: the value at hand is rightly another.
    private async Task CompareAsync<TState, T>(FillCall<TState, T> call, CancellationToken cancellationToken)
    {
        if (local.Store.Find<T>(call.Key) is not { } entry || !local.Store.TryRead(entry, out T cached))
        {
            return;
        }

        T computed = await FactoryDeadline
            .LimitAsync(call.Factory(call.State, cancellationToken), call.Plan.Rules.FactoryTimeout, time, fill: null)
            .ConfigureAwait(false);
        if (local.Store.Holds(call.Key, entry))
        {
            local.Telemetry.Audited(call.Key, local.Forms.AreSame(cached, computed));
        }
    }

    private async Task TryAsync<T>(string work, Func<Task> run)
    {
        try
        {
            await run().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Who reads after the expiry meets the exception.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.BackgroundWorkFailed(work, typeof(T), exception.GetType());
        }
    }
}
