using LearningStudio.Caching.Local;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Redis;
using LearningStudio.Caching.Values;
using LearningStudio.Caching.Wire;
using Microsoft.Extensions.Logging;

namespace LearningStudio.Caching.Fills;

// Rule: where the policy says so, a value that has expired, but was not invalidated, serves when the factory fails, for
//   five seconds at a time and never past its end of use. It keeps its stamp: an invalidation that comes later ends it.
// Threads: all members may be called at once.
internal sealed class FailedFactories(LocalParts local, TimeProvider time, ILogger<VersionedCache> logger)
{
    /// <summary>How long the old value serves before the factory runs again.</summary>
    public static readonly TimeSpan Respite = TimeSpan.FromSeconds(5);

    /// <summary>Takes the old value of this process.</summary>
    public bool TryServe<T>(Fill<T> fill, Exception exception, out Computed<T> old) =>
        TryServe(fill, look: default, exception, out old);

    /// <summary>Takes the old value that a look found; without one, since Redis is away, that of this process.</summary>
    public bool TryServe<T>(Fill<T> fill, in Look<T> look, Exception exception, out Computed<T> old)
    {
        old = default;
        FillRequest<T> request = fill.Request;
        if (request.Plan.FailSafe <= TimeSpan.Zero || fill.IsAbandoned)
        {
            return false;
        }

        // Who has asked Redis takes what is there: this process may not have heard yet that the key was removed.
        bool isServed = look.Log == default ? TryRevive(request, out old) : TryRenew(request, look, out old);
        if (isServed)
        {
            logger.ExpiredValueServed(typeof(T), exception.GetType());
        }

        return isServed;
    }

    private bool TryRenew<T>(FillRequest<T> request, in Look<T> look, out Computed<T> old)
    {
        bool isAlive = look.Expired is { } seen && local.Store.Log.IsAlive(request.Key, seen.Tags, seen.Stamp);
        old = isAlive ? Renewed(look.Expired!.Value, look.Seen.Bytes, request.Plan) : default;
        return isAlive;
    }

    private bool TryRevive<T>(FillRequest<T> request, out Computed<T> old)
    {
        old = default;
        if (Revive(request) is not { } entry || !local.Store.TryRead(entry, out T value))
        {
            return false;
        }

        // It is kept already.
        CallPlan plan = request.Plan with
        {
            Access = request.Plan.Access & ~CacheAccess.Write,
        };
        old = new Computed<T>(value, new Prepared<T>(entry, Frame: null, plan));
        return true;
    }

    private Computed<T> Renewed<T>(in Parsed<T> expired, ReadOnlyMemory<byte> slot, CallPlan call)
    {
        TimeSpan left = expired.UsableFor < Respite ? expired.UsableFor : Respite;
        CallPlan plan = call.Limit(left) with { FailSafe = expired.UsableFor - left };
        byte[] frame = EntryFrame.Renew(slot.Span, (time.GetUtcNow() + left).ToUnixTimeMilliseconds());
        CacheEntry<T> entry = local.Forms.CreateEntry(expired, call.Rules.Share);
        return new Computed<T>(expired.Value, new Prepared<T>(entry, frame, plan));
    }

    private CacheEntry<T>? Revive<T>(FillRequest<T> request)
    {
        lock (local.Fills.Of(request.Key).Lock)
        {
            return local.Store.Revive<T>(request.Key, request.Plan, Respite);
        }
    }
}
