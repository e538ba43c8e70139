using LearningStudio.Caching.Diagnostics;
using LearningStudio.Caching.Fills;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Values;
using Microsoft.Extensions.Logging;

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

    /// <summary>Puts the parts of one cache together.</summary>
    /// <param name="limits">The bounds on what it holds.</param>
    /// <param name="services">Where serializers and meters come from.</param>
    /// <param name="cacheName">What its figures are told apart by; empty for the only cache.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The cache's log.</param>
    public static LocalParts Create(
        CacheLimits limits,
        IServiceProvider services,
        string cacheName,
        TimeProvider time,
        ILogger<VersionedCache> logger
    )
    {
        var freshness = new LocalFreshness(new CoarseClock(time));
        var store = new ValidatedStore(limits, freshness, time, logger);
        var forms = new ValueForms(limits, store.Log, services, time, logger);
        var telemetry = new CacheTelemetry(services, cacheName, time, logger);
        return new LocalParts(store, forms, new InFlightFactories(), freshness, telemetry);
    }

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
