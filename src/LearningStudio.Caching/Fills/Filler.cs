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
        Fill<T> fill;
        FillJoiners<T>? joiners = null;
        lock (stripe.Lock)
        {
            // A fill may have been stored between the caller's look and this lock.
            if (call.Plan.May(CacheAccess.ReadLocal) && _store.TryRead(call.Key, out T found))
            {
                return new ValueTask<T>(found);
            }

            (fill, bool starts) = stripe.JoinOrStart<FillCall<TState, T>, T>(
                call,
                _store.Log,
                cancellationToken.CanBeCanceled
            );
            if (fill.IsSealed)
            {
                return new ValueTask<T>(ReadLaterAsync(call, fill.Settled, cancellationToken));
            }

            joiners = starts ? null : fill.Join(call, cancellationToken.CanBeCanceled);
        }

        if (joiners is null)
        {
            Task<T> run = RunAsync(fill);
            return new ValueTask<T>(cancellationToken.CanBeCanceled ? WaitAsync(run, fill, cancellationToken) : run);
        }

        return !cancellationToken.CanBeCanceled && ValueCodec<T>.IsAlwaysShared(call.Plan.Share)
            ? new ValueTask<T>(joiners.Shared)
            : new ValueTask<T>(JoinedAsync(fill, joiners, call, cancellationToken));
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
        FillJoiners<T>? joiners = null;
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

            bool canLeave = cancellationToken.CanBeCanceled;
            (fill, bool starts) = stripe.JoinOrStart<FillRequest<T>, T>(request, _store.Log, canLeave);
            if (fill.IsSealed)
            {
                settled = fill.Settled;
            }
            else if (!starts)
            {
                joiners = fill.Join(request, canLeave);
            }
        }

        if (settled is not null)
        {
            await settled.WaitAsync(cancellationToken).ConfigureAwait(false);
            return await ReadAgainAsync(request, cancellationToken).ConfigureAwait(false);
        }

        if (joiners is not null)
        {
            return await WaitAsync(joiners.End, fill, cancellationToken).ConfigureAwait(false);
        }

        T value = await WaitAsync(RunAsync(fill), fill, cancellationToken).ConfigureAwait(false);
        return new Filled<T>(value, fill.Entry ?? _store.Prepare(value, request.Plan, fill.Stamp, request.Tags).Entry);
    }

    // Where no copy can be made for a joiner, it computes its own: queueing for another fill would end the same way.
    private async Task<T> JoinedAsync<TState, T>(
        Fill<T> fill,
        FillJoiners<T> joiners,
        FillCall<TState, T> call,
        CancellationToken cancellationToken
    )
    {
        Filled<T> filled = await WaitAsync(joiners.End, fill, cancellationToken).ConfigureAwait(false);
        return filled.Entry is not null && _store.TryRead(filled.Entry, out T copy)
            ? copy
            : await call.Factory(call.State, cancellationToken).ConfigureAwait(false);
    }

    private Task<T> RunAsync<T>(Fill<T> fill) =>
        redis is null || !fill.Request.Plan.May(CacheAccess.Redis) ? RunAloneAsync(fill)
        : !node!.HasStarted ? RunWhenStartedAsync(fill)
        : node.Gate.IsOpen ? RunAloneAsync(fill)
        : redis.RunAsync(fill, this);

    private async Task<T> RunWhenStartedAsync<T>(Fill<T> fill)
    {
        await node!.WhenStartedAsync().ConfigureAwait(false);
        return await (node.Gate.IsOpen ? RunAloneAsync(fill) : redis!.RunAsync(fill, this)).ConfigureAwait(false);
    }

    private async Task<T> RunAloneAsync<T>(Fill<T> fill)
    {
        try
        {
            FillRequest<T> request = fill.Request;
            int generation = node?.Gate.Generation ?? 0;
            T value = await request.RunFactoryAsync(fill.Abandoned).ConfigureAwait(false);
            fill.Entry = _store.Prepare(value, request.Plan, fill.Stamp, request.Tags).Entry;
            bool isFresh = Keep(fill, generation);
            fill.EndJoiners(isFresh ? new Filled<T>(value, fill.Entry) : null, this);
            return value;
        }
        catch (Exception exception)
        {
            _fills.Fail(fill, exception);
            throw;
        }
    }

    /// <summary>Ends the fill and stores its entry; false when something newer concerns it.</summary>
    private bool Keep<T>(Fill<T> fill, int generation)
    {
        FillRequest<T> request = fill.Request;
        FillTable.Stripe stripe = _fills.Of(request.Key);
        lock (stripe.Lock)
        {
            bool isFresh =
                !fill.IsRefused
                && !fill.IsAbandoned
                && generation == (node?.Gate.Generation ?? 0)
                && _store.Log.IsAlive(request.Key, request.Tags, fill.Stamp);
            if (isFresh && request.Plan.May(CacheAccess.WriteLocal))
            {
                _store.Store(request.Key, fill.Entry, request.Plan);
            }

            stripe.Forget(fill);
            return isFresh;
        }
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
