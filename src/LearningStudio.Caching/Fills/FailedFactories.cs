using LearningStudio.Caching.Diagnostics;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Redis.Fills;
using LearningStudio.Caching.Values;
using LearningStudio.Caching.Wire;
using Microsoft.Extensions.Logging;

namespace LearningStudio.Caching.Fills;

// Rule: where the policy says so, a value that has expired, but was not invalidated, serves when the factory fails, for
//   five seconds at a time and never past its end of use. It keeps its stamp: an invalidation that comes later ends it.
// Threads: all members may be called at once.
internal sealed class FailedFactories(LocalParts local, ILogger<VersionedCache> logger)
{
    /// <summary>How long the old value serves before the factory runs again.</summary>
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    /// <summary>Takes the old value of this process.</summary>
    public bool TryServe<T>(Fill<T> fill, Exception exception, out Computed<T> old) =>
        TryServe(fill, lookup: default, mayRevive: true, exception, out old);

    /// <summary>Takes the old value that a lookup found, or that of this process.</summary>
    /// <param name="fill">The fill.</param>
    /// <param name="lookup">The lookup.</param>
    /// <param name="mayRevive">
    /// Whether this process's own may serve. Who has asked Redis takes what is there: this process may not have heard yet
    /// that the key was removed.
    /// </param>
    /// <param name="exception">What the factory threw.</param>
    /// <param name="old">The old value.</param>
    public bool TryServe<T>(Fill<T> fill, in Lookup<T> lookup, bool mayRevive, Exception exception, out Computed<T> old)
    {
        old = default;
        FillRequest<T> request = fill.Request;
        if (request.Plan.FailSafe <= TimeSpan.Zero || fill.IsAbandoned)
        {
            return false;
        }

        if (IsUsable(request, lookup))
        {
            Parsed<T> expired = lookup.Expired!.Value;
            CallPlan plan = ForRetryDelay(request.Plan, expired.UsableFor);
            byte[] frame = EntryFrame.Renew(lookup.Seen.Bytes.Span, local.Forms.Clock.After(plan.Lifetime));
            CacheEntry<T> entry = local.Forms.CreateEntry(expired, plan.Rules.Share);
            old = new Computed<T>(expired.Value, new Prepared<T>(entry, frame, plan));
        }
        else if (
            mayRevive
            && local.Store.FindExpired<T>(request.Key, request.Plan, out TimeSpan usableFor) is { } entry
            && local.Store.TryRead(entry, out T value)
        )
        {
            old = new Computed<T>(value, new Prepared<T>(entry, Frame: null, ForRetryDelay(request.Plan, usableFor)));
        }
        else
        {
            return false;
        }

        logger.ExpiredValueServed(typeof(T), exception.GetType());
        return true;
    }

    /// <summary>
    /// The old value that a lease takes the place of, to be put back where its factory brings nothing: others may still need
    /// it. Null where there is none.
    /// </summary>
    public ReplacedValue? FindReplaced<T>(Fill<T> fill, in Lookup<T> lookup) =>
        IsUsable(fill.Request, lookup)
            ? new ReplacedValue(lookup.Seen.Bytes, lookup.Expired!.Value.Left, lookup.Expired!.Value.UsableFor)
            : null;

    private bool IsUsable<T>(FillRequest<T> request, in Lookup<T> lookup) =>
        lookup.Expired is { } expired && local.Store.Log.IsAlive(request.Key, expired.Tags, expired.Stamp);

    // Left alone for a while; nor is it computed ahead of an expiry that is over.
    private static CallPlan ForRetryDelay(in CallPlan call, TimeSpan usableFor)
    {
        TimeSpan life = usableFor < RetryDelay ? usableFor : RetryDelay;
        return call.Limit(life) with
        {
            LocalLifetime = life,
            FailSafe = usableFor - life,
            Rules = call.Rules with { RefreshAhead = TimeSpan.Zero },
        };
    }
}
