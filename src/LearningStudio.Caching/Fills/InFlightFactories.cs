using System.Runtime.InteropServices;
using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Policies;

namespace LearningStudio.Caching.Fills;

// Rule: a key has at most one fill that callers may join and that may store; removing or setting the key refuses it,
//   and so does an invalidation, so that whoever comes later starts a fill of its own.
// Threads: everything that concerns one key, its entry in the store included, happens under the lock of its stripe.
internal sealed class InFlightFactories
{
    private const int Stripes = 64;
    private readonly Stripe[] _stripes = [.. Enumerable.Range(0, Stripes).Select(_ => new Stripe())];

    /// <summary>Refuses every fill; whoever inserted into the store under a stripe's lock has done so by the end.</summary>
    public void RefuseAll()
    {
        foreach (Stripe stripe in _stripes)
        {
            lock (stripe.Lock)
            {
                stripe.RefuseAll();
            }
        }
    }

    /// <summary>Ends a fill that failed, and all that waits for it.</summary>
    public void Fail(Fill fill, Exception exception)
    {
        Settle(fill);
        fill.FailJoiners(exception);
    }

    /// <summary>Takes a fill out, and lets those go on who wait for what becomes of it.</summary>
    public void Settle(Fill fill)
    {
        Stripe stripe = GetStripe(fill.Key.Key);
        lock (stripe.Lock)
        {
            stripe.Forget(fill);
            fill.Settle();
        }
    }

    public Stripe GetStripe(string key) => _stripes[(uint)key.GetHashCode(StringComparison.Ordinal) % Stripes];

    internal sealed class Stripe
    {
        private readonly Dictionary<FillKey, Fill> _fills = [];
        private int _sealed;

        public Lock Lock { get; } = new();

        /// <summary>Gives a call its part in the fill of its key. The lock must be held.</summary>
        /// <param name="call">The call.</param>
        /// <param name="log">By which is judged whether a fill in flight is fresh for the call.</param>
        /// <param name="newNode">Makes the node of a factory that starts.</param>
        /// <exception cref="InvalidOperationException">The key is being filled with a value of another type.</exception>
        public FillTicket<T> Admit<TState, T>(
            in FillCall<TState, T> call,
            InvalidationLog log,
            Func<string, FactoryNode> newNode
        )
        {
            // What this process has just computed is on its way to Redis.
            if (call.Plan.May(CacheAccess.ReadRedis) && FindSealed(call.Key) is { } settling)
            {
                return FillTicket<T>.Settle(settling);
            }

            // A call that reads and stores nothing asks whether there is a value: it runs its own factory, which says so.
            if (!call.Plan.May(CacheAccess.Write) && call.Plan.Access is not CacheAccess.None)
            {
                return FillTicket<T>.Start(new Fill<T>(call.ToRequest(), log.Number, newNode(call.Key)));
            }

            return FindRefresh(call, log) is { } refresh
                ? FillTicket<T>.Join(refresh)
                : JoinOrStart(call, log, newNode);
        }

        /// <summary>Lets nobody join a fill any more: whoever comes waits for its end. The lock must be held.</summary>
        public void Seal(Fill fill)
        {
            fill.IsSealed = true;
            _sealed += IsCurrent(fill) ? 1 : 0;
        }

        /// <summary>The sealed fill of a key, whatever it may do; null when there is none. The lock must be held.</summary>
        public Fill? FindSealed(string key)
        {
            for (CacheAccess access = CacheAccess.None; access <= CacheAccess.All && _sealed > 0; access++)
            {
                if (_fills.TryGetValue(new FillKey(key, access), out Fill? fill) && fill.IsSealed)
                {
                    return fill;
                }
            }

            return null;
        }

        /// <summary>Forbids every fill of the key to store or to be joined; the lock must be held.</summary>
        public void Refuse(string key) => Refuse(key, except: null);

        /// <summary>The same for all keys of the stripe.</summary>
        public void RefuseAll()
        {
            foreach (Fill fill in _fills.Values)
            {
                fill.IsRefused = true;
            }

            _fills.Clear();
            _sealed = 0;
        }

        /// <summary>Takes an ended or abandoned fill out, unless another took its place; the lock must be held.</summary>
        public void Forget(Fill fill)
        {
            if (IsCurrent(fill))
            {
                Remove(fill);
            }
        }

        private FillTicket<T> JoinOrStart<TState, T>(
            in FillCall<TState, T> call,
            InvalidationLog log,
            Func<string, FactoryNode> newNode
        )
        {
            var key = new FillKey(call.Key, call.Plan.Access);
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

                if (running.IsSealed)
                {
                    return FillTicket<T>.Settle(running);
                }

                if (log.IsAlive(key.Key, running.Request.Tags, running.Stamp))
                {
                    return FillTicket<T>.Join(running);
                }

                running.IsRefused = true;
            }

            var started = new Fill<T>(call.ToRequest(), log.Number, newNode(call.Key));
            slot = started;
            if ((key.Access & CacheAccess.Write) is not CacheAccess.None)
            {
                Refuse(key.Key, except: started);
            }

            return FillTicket<T>.Start(started);
        }

        // A value that is being computed ahead of its expiry: who needs it by now waits for it instead of computing it too.
        private Fill<T>? FindRefresh<TState, T>(in FillCall<TState, T> call, InvalidationLog log) =>
            !call.IsBackground
            && call.Plan.May(CacheAccess.ReadLocal | CacheAccess.ReadRedis)
            && _fills.GetValueOrDefault(new FillKey(call.Key, call.Plan.Access & CacheAccess.Write))
                is Fill<T> { Request.IsBackground: true, IsSealed: false } running
            && log.IsAlive(call.Key, running.Request.Tags, running.Stamp)
                ? running
                : null;

        private bool IsCurrent(Fill fill) =>
            _fills.TryGetValue(fill.Key, out Fill? current) && ReferenceEquals(current, fill);

        private void Remove(Fill fill)
        {
            _fills.Remove(fill.Key);
            _sealed -= fill.IsSealed ? 1 : 0;
        }

        // A fill that stores nothing is in nobody's way, but it must not be joined after a removal either.
        private void Refuse(string key, Fill? except)
        {
            for (CacheAccess access = CacheAccess.None; access <= CacheAccess.All && _fills.Count > 0; access++)
            {
                var variant = new FillKey(key, access);
                if (
                    _fills.TryGetValue(variant, out Fill? fill)
                    && fill != except
                    && (except is null || (access & CacheAccess.Write) is not CacheAccess.None)
                )
                {
                    Remove(fill);
                    fill.IsRefused = true;
                }
            }
        }
    }
}
