using LearningStudio.Caching.Local;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Redis;
using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Fills;

// Rule: one factory runs for a key however many ask; its entry is stamped with the number read before it ran and is
//   stored unless its key was removed or set meanwhile.
// Threads: the table's stripe orders starting, storing and refusing; waiting happens outside any lock.
internal sealed class Filler(LocalParts local, RedisNode? node, RedisFills? redis) : IReadAgain
{
    private readonly FillTable _fills = local.Fills;
    private readonly JudgedStore _store = local.Store;

    public ValueTask<T> FillAsync<TState, T>(in FillCall<TState, T> call, CancellationToken cancellationToken)
    {
        FillTable.Stripe stripe = _fills.Of(call.Key);
        FillRequest<T>? request = null;
        Fill<T> fill;
        bool starts;
        lock (stripe.Lock)
        {
            // A fill may have been stored between the caller's look and this lock.
            if (call.Plan.May(CacheAccess.ReadLocal) && _store.TryRead(call.Key, out T found))
            {
                return new ValueTask<T>(found);
            }

            var key = new FillKey(call.Key, call.Plan.Access);
            (fill, starts) = stripe.JoinOrStart<T>(key, call.Tags, _store.Log, cancellationToken.CanBeCanceled);
            if (fill.IsSealed)
            {
                return new ValueTask<T>(ReadLaterAsync(call, fill.Settled, cancellationToken));
            }

            request = starts || fill.NeedsHeir ? call.ToRequest() : null;
            if (!starts)
            {
                fill.Join(request, cancellationToken.CanBeCanceled);
            }
        }

        if (starts)
        {
            Task<T> run = RunAsync(fill, request!);
            return new ValueTask<T>(cancellationToken.CanBeCanceled ? WaitAsync(run, fill, cancellationToken) : run);
        }

        return !cancellationToken.CanBeCanceled && ValueCodec<T>.IsAlwaysShared(call.Plan.Share)
            ? new ValueTask<T>(fill.Shared)
            : new ValueTask<T>(JoinedAsync(fill, request ?? call.ToRequest(), cancellationToken));
    }

    private async Task<T> ReadLaterAsync<TState, T>(
        FillCall<TState, T> call,
        Task settled,
        CancellationToken cancellationToken
    )
    {
        await settled.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await FillAsync(call, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Filled<T>> ReadAgainAsync<T>(FillRequest<T> request, CancellationToken cancellationToken)
    {
        FillTable.Stripe stripe = _fills.Of(request.Key);
        Fill<T> fill;
        bool starts;
        Task? settled = null;
        lock (stripe.Lock)
        {
            if (
                request.Plan.May(CacheAccess.ReadLocal)
                && _store.TryRead(request.Key, out T found, out CacheEntry<T>? entry)
            )
            {
                return new Filled<T>(found, entry);
            }

            var key = new FillKey(request.Key, request.Plan.Access);
            (fill, starts) = stripe.JoinOrStart<T>(key, request.Tags, _store.Log, cancellationToken.CanBeCanceled);
            if (fill.IsSealed)
            {
                settled = fill.Settled;
            }
            else if (!starts)
            {
                fill.Join(fill.NeedsHeir ? request : null, cancellationToken.CanBeCanceled);
            }
        }

        if (settled is not null)
        {
            await settled.WaitAsync(cancellationToken).ConfigureAwait(false);
            return await ReadAgainAsync(request, cancellationToken).ConfigureAwait(false);
        }

        return starts
            ? new Filled<T>(
                await WaitAsync(RunAsync(fill, request), fill, cancellationToken).ConfigureAwait(false),
                fill.Entry
            )
            : await WaitAsync(fill.Joined, fill, cancellationToken).ConfigureAwait(false);
    }

    // Where no copy can be made for a joiner, it computes its own: queueing for another fill would end the same way.
    private async Task<T> JoinedAsync<T>(Fill<T> fill, FillRequest<T> request, CancellationToken cancellationToken)
    {
        Filled<T> filled = await WaitAsync(fill.Joined, fill, cancellationToken).ConfigureAwait(false);
        return filled.Entry is not null && _store.TryRead(filled.Entry, out T copy)
            ? copy
            : await request.RunFactoryAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> RunAsync<T>(Fill<T> fill, FillRequest<T> request)
    {
        try
        {
            if (redis is null || !request.Plan.May(CacheAccess.Redis))
            {
                return await RunAloneAsync(fill, request).ConfigureAwait(false);
            }

            await node!.WhenStartedAsync().ConfigureAwait(false);
            return node.Gate.IsOpen
                ? await RunAloneAsync(fill, request).ConfigureAwait(false)
                : await redis.RunAsync(fill, request, this).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            lock (_fills.Of(request.Key).Lock)
            {
                _fills.Of(request.Key).Forget(fill);
            }

            fill.FailJoiners(exception);
            throw;
        }
    }

    private async ValueTask<T> RunAloneAsync<T>(Fill<T> fill, FillRequest<T> request)
    {
        int generation = node?.Gate.Generation ?? 0;
        T value = await request.RunFactoryAsync(fill.Abandoned).ConfigureAwait(false);
        Prepared<T> prepared = _store.Prepare(value, request.Plan, fill.Stamp, fill.Tags);
        fill.Entry = prepared.Entry;
        bool accepted;
        FillTable.Stripe stripe = _fills.Of(request.Key);
        lock (stripe.Lock)
        {
            accepted =
                !fill.IsRefused
                && !fill.IsAbandoned
                && generation == (node?.Gate.Generation ?? 0)
                && _store.Log.IsAlive(request.Key, fill.Tags, fill.Stamp);
            if (accepted && request.Plan.May(CacheAccess.WriteLocal))
            {
                _store.Store(request.Key, prepared.Entry, request.Plan);
            }

            stripe.Forget(fill);
        }

        if (accepted)
        {
            fill.EndJoiners(new Filled<T>(value, prepared.Entry));
        }
        else
        {
            fill.EndJoiners(this);
        }

        return value;
    }

    private async Task<TResult> WaitAsync<TResult>(Task<TResult> task, Fill fill, CancellationToken cancellationToken)
    {
        try
        {
            return await task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !task.IsCompleted)
        {
            _ = task.ContinueWith(static late => late.Exception, TaskScheduler.Default);
            FillTable.Stripe stripe = _fills.Of(fill.Key.Key);
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
