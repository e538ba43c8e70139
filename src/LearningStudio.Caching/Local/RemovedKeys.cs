using LearningStudio.Caching.Fills;
using LearningStudio.Caching.Invalidation;

namespace LearningStudio.Caching.Local;

/// <summary>Repeats the removals of single keys: takes their entries away and refuses values that were read before.</summary>
/// <remarks>A key's removal and the insertion of its value exclude each other by the lock of its stripe.</remarks>
internal sealed class RemovedKeys(ValidatedStore store, InFlightFactories fills) : ISequenceSink
{
    /// <summary>How many removals Redis and every node remember.</summary>
    public const int Capacity = 10_000;

    private readonly RecentRemovals _ring = new(Capacity);

    public bool CanResume => true;

    public Action Prepare(SequenceDelta whole) => () => BeginAnew(whole.End.Number);

    public void Resume(long known) { }

    public void Detach() { }

    public void Apply(SequenceDelta delta)
    {
        // More was removed than Redis remembers: any key may be among it.
        if (delta.Floor > 0)
        {
            BeginAnew(delta.Floor);
        }

        foreach ((InvalidationTarget removal, long number) in delta.Invalidations)
        {
            // A record that a later version of the cache has written, and this one cannot read.
            if (removal.Kind is not InvalidationKind.Key)
            {
                BeginAnew(number);
                continue;
            }

            InFlightFactories.Stripe stripe = fills.GetStripe(removal.Text);
            lock (stripe.Lock)
            {
                _ring.Record(removal.Text, number);
                stripe.Refuse(removal.Text);
                store.Remove(removal.Text);
            }
        }
    }

    /// <summary>Whether a value read when a number was known may be stored; the stripe's lock must be held.</summary>
    public bool Allows(string key, long known) => !_ring.MayBeRemovedAfter(key, known);

    // After the stripes were passed, whoever inserts has seen the new floor: the old store gets no more stale values.
    private void BeginAnew(long floor)
    {
        _ring.Reset(floor);
        fills.RefuseAll();
        store.Clear();
    }
}
