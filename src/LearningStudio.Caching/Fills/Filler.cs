using LearningStudio.Caching.Local;
using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Fills;

// Rule: one factory runs for a key however many ask; its entry is stamped with the number read before it ran and is
//   stored unless its key was removed or set meanwhile.
// Threads: the table's stripe orders starting, storing and refusing; waiting happens outside any lock.
internal sealed class Filler(FillTable fills, JudgedStore store)
{
    public async ValueTask<T> FillAsync<T>(FillRequest<T> request, CancellationToken cancellationToken)
    {
        FillTable.Stripe stripe = fills.Of(request.Key);
        Fill<T> fill;
        bool starts;
        lock (stripe.Lock)
        {
            // A fill may have been stored between the caller's look and this lock.
            if (request.Plan.Read && store.TryRead(request.Key, out T found))
            {
                return found;
            }

            var key = new FillKey(request.Key, request.Plan.Read, request.Plan.Write);
            (fill, starts) = stripe.JoinOrStart<T>(key, request.Tags, store.Log);
        }

        if (starts)
        {
            _ = RunAsync(fill, stripe, request);
        }

        Filled<T> filled = await WaitAsync(fill, stripe, cancellationToken).ConfigureAwait(false);
        if (starts)
        {
            return filled.Value;
        }

        // A joiner came before any invalidation that refused the fill returned, so for it the value is not stale. Where
        // no copy can be made for it, it computes its own: queueing for another fill would end the same way.
        return filled.Entry is not null && store.TryRead(filled.Entry, out T joined)
            ? joined
            : await request.Factory(cancellationToken).ConfigureAwait(false);
    }

    // The factory's exception reaches its callers through the fill; the task itself never fails.
    private async Task RunAsync<T>(Fill<T> fill, FillTable.Stripe stripe, FillRequest<T> request)
    {
        try
        {
            T value = await request.Factory(fill.Abandoned).ConfigureAwait(false);
            CacheEntry<T>? entry = store.CreateEntry(value, request.Plan, fill.Stamp, fill.Tags);
            lock (stripe.Lock)
            {
                if (request.Plan.Write && !fill.IsRefused)
                {
                    store.Store(request.Key, entry, request.Plan);
                }

                stripe.Forget(fill);
            }

            fill.End(value, entry);
        }
#pragma warning disable CA1031 // Whatever the factory throws belongs to its callers.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            lock (stripe.Lock)
            {
                stripe.Forget(fill);
            }

            fill.Fail(exception);
        }
    }

    private static async Task<Filled<T>> WaitAsync<T>(
        Fill<T> fill,
        FillTable.Stripe stripe,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await fill.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !fill.Ended.IsCompleted)
        {
            lock (stripe.Lock)
            {
                if (fill.Leave())
                {
                    stripe.Forget(fill);
                }
            }

            fill.CancelIfAbandoned();
            throw;
        }
    }
}
