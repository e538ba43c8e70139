using System.Runtime.InteropServices;
using LearningStudio.Caching.Invalidation;

namespace LearningStudio.Caching.Fills;

// Rule: a key has at most one fill that callers may join and that may store; removing or setting the key refuses it,
//   and so does an invalidation, so that whoever comes later starts a fill of its own.
// Threads: everything that concerns one key, its entry in the store included, happens under the lock of its stripe.
internal sealed class FillTable
{
    private const int Stripes = 64;
    private readonly Stripe[] _stripes = [.. Enumerable.Range(0, Stripes).Select(_ => new Stripe())];

    public Stripe Of(string key) => _stripes[(uint)key.GetHashCode(StringComparison.Ordinal) % Stripes];

    internal sealed class Stripe
    {
        private readonly Dictionary<FillKey, Fill> _fills = [];

        public Lock Lock { get; } = new();

        /// <summary>Joins the fill in flight, or starts one; the lock must be held.</summary>
        /// <exception cref="InvalidOperationException">The key is being filled with a value of another type.</exception>
        public (Fill<T> Fill, bool Starts) JoinOrStart<T>(FillKey key, string[] tags, InvalidationLog log)
        {
            ref Fill? slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_fills, key, out _);
            if (slot is not null)
            {
                if (slot is not Fill<T> running)
                {
                    throw new InvalidOperationException(
                        $"A value of another type than {typeof(T)} is being computed under the same key. "
                            + "Use one type for a key."
                    );
                }

                if (log.IsAlive(key.Key, running.Tags, running.Stamp))
                {
                    running.Join();
                    return (running, false);
                }

                running.IsRefused = true;
            }

            var started = new Fill<T>(key, log.Number, tags);
            slot = started;
            if (key.Stores && _fills.Remove(key with { Reads = !key.Reads }, out Fill? older))
            {
                older.IsRefused = true;
            }

            return (started, true);
        }

        /// <summary>Forbids every fill of the key to store or to be joined; the lock must be held.</summary>
        public void Refuse(string key)
        {
            ReadOnlySpan<FillKey> variants =
            [
                new(key, Reads: true, Stores: true),
                new(key, Reads: true, Stores: false),
                new(key, Reads: false, Stores: true),
                new(key, Reads: false, Stores: false),
            ];
            foreach (FillKey variant in variants)
            {
                if (_fills.Remove(variant, out Fill? fill))
                {
                    fill.IsRefused = true;
                }
            }
        }

        /// <summary>Takes an ended or abandoned fill out, unless another took its place; the lock must be held.</summary>
        public void Forget(Fill fill)
        {
            if (_fills.TryGetValue(fill.Key, out Fill? current) && ReferenceEquals(current, fill))
            {
                _fills.Remove(fill.Key);
            }

            fill.IsRefused = true;
        }
    }
}
