using LearningStudio.Caching.Fills;
using LearningStudio.Caching.Invalidation;

namespace LearningStudio.Caching.Local;

/// <summary>Puts an invalidation in force in this process: its entries, and the fills in flight.</summary>
/// <remarks>Thread-safe; patterns and tags only while the log numbers by itself.</remarks>
internal sealed class LocalInvalidation(ValidatedStore store, InFlightFactories fills)
{
    public void Apply(InvalidationTarget invalidation)
    {
        switch (invalidation.Kind)
        {
            case InvalidationKind.Key:
                Remove(invalidation.Text);
                break;
            case InvalidationKind.Everything:
                // The log decides; clearing the store only gives its memory back.
                store.Log.Append(invalidation);
                store.Clear();
                break;
            default:
                store.Log.Append(invalidation);
                break;
        }
    }

    private void Remove(string key)
    {
        InFlightFactories.Stripe stripe = fills.GetStripe(key);
        lock (stripe.Lock)
        {
            stripe.Refuse(key);
            store.Remove(key);
        }
    }
}
