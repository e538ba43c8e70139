using LearningStudio.Caching.Diagnostics;
using LearningStudio.Caching.Fills;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Local;

/// <summary>What a process keeps of its cache, with or without Redis.</summary>
internal sealed record LocalParts(
    ValidatedStore Store,
    ValueForms Forms,
    InFlightFactories Fills,
    LocalFreshness Freshness,
    CacheTelemetry Telemetry
)
{
    public LocalInvalidation Invalidation { get; } = new(Store, Fills);

    /// <summary>Sets a value in this process alone; one that may not be stored still takes away what was there.</summary>
    public void Set<T>(string key, T value, CallPlan plan, string[] tags)
    {
        long stamp = Store.Log.Number;
        Prepared<T> prepared = plan.May(CacheAccess.WriteLocal) ? Forms.Prepare(value, plan, stamp, tags) : default;
        InFlightFactories.Stripe stripe = Fills.GetStripe(key);
        lock (stripe.Lock)
        {
            stripe.Refuse(key);
            Store.Store(key, prepared.Entry, prepared.Plan);
        }
    }
}
