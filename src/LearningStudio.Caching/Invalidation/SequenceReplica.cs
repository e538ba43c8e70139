namespace LearningStudio.Caching.Invalidation;

// Rule: a step is applied only where it follows what is known; across a gap the missing part is fetched from Redis, so
//   a lost, doubled or reordered message costs one fetch and never an invalidation. Another epoch is never applied.
// Threads: steps and fetched parts are applied under the lock, in the order of their numbers; one fetch runs at a time.
internal sealed class SequenceReplica(ISequenceSink sink, Func<long, Task<SequenceDelta>> fetch)
{
    // The one in flight may have been sent too early; the next was not.
    private const int EnoughFetches = 2;
    private readonly Lock _lock = new();
    private ulong? _epoch;
    private long _known;
    private Task? _fetching;

    /// <summary>The number known; what is removed after a read of it has a higher one.</summary>
    public long Known => Volatile.Read(ref _known);

    public void Attach(SequenceDelta whole)
    {
        lock (_lock)
        {
            sink.Attach(whole);
            _epoch = whole.End.Epoch;
            Volatile.Write(ref _known, whole.End.Number);
        }
    }

    public void Detach()
    {
        lock (_lock)
        {
            sink.Detach();
            _epoch = null;
        }
    }

    /// <summary>How a place seen in Redis relates to what is known here.</summary>
    public SequenceRelation Compare(Sequence seen)
    {
        lock (_lock)
        {
            return _epoch is not { } epoch ? SequenceRelation.Detached
                : epoch != seen.Epoch ? SequenceRelation.Foreign
                : seen.Number <= _known ? SequenceRelation.Known
                : SequenceRelation.Ahead;
        }
    }

    /// <summary>Applies a step; <see cref="SequenceRelation.Ahead"/> when something before it is missing.</summary>
    public SequenceRelation Apply(SequenceStep step)
    {
        lock (_lock)
        {
            SequenceRelation relation = Compare(step.End);
            if (relation is SequenceRelation.Ahead && step.Previous == _known)
            {
                Apply(
                    new SequenceDelta(
                        step.End,
                        Floor: 0,
                        [.. step.Invalidations.Select(item => new NumberedInvalidation(item, step.Number))]
                    )
                );
                return SequenceRelation.Known;
            }

            return relation;
        }
    }

    /// <summary>Fetches what is missing up to a place seen in Redis.</summary>
    /// <returns>
    /// Never <see cref="SequenceRelation.Ahead"/>: where fetching does not reach the place the sequence contradicts
    /// itself, which is <see cref="SequenceRelation.Foreign"/>.
    /// </returns>
    public async ValueTask<SequenceRelation> CatchUpAsync(Sequence seen)
    {
        for (int fetches = 0; fetches < EnoughFetches; fetches++)
        {
            if (Compare(seen) is not SequenceRelation.Ahead and var relation)
            {
                return relation;
            }

            await Fetching().ConfigureAwait(false);
        }

        return Compare(seen) is not SequenceRelation.Ahead and var last ? last : SequenceRelation.Foreign;
    }

    // A fetch in flight may have been sent before the place was seen; then another follows. It begins
    // outside the lock: where it fails at once it opens the gate, whose lock comes before this one.
    private Task Fetching()
    {
        TaskCompletionSource fetched;
        lock (_lock)
        {
            if (_fetching is { IsCompleted: false } running)
            {
                return running;
            }

            fetched = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _fetching = fetched.Task;
        }

        _ = FetchAsync(fetched);
        return fetched.Task;
    }

    private async Task FetchAsync(TaskCompletionSource fetched)
    {
        try
        {
            ulong? epoch;
            long known;
            lock (_lock)
            {
                (epoch, known) = (_epoch, _known);
            }

            SequenceDelta delta = await fetch(known).ConfigureAwait(false);
            lock (_lock)
            {
                if (_epoch == delta.End.Epoch && known <= _known && delta.End.Number > _known)
                {
                    Apply(Beyond(delta));
                }
                else if (_epoch == epoch && _epoch != delta.End.Epoch)
                {
                    _epoch = null;
                }
            }

            fetched.SetResult();
        }
#pragma warning disable CA1031 // It belongs to those who wait.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            fetched.SetException(exception);
            _ = fetched.Task.Exception;
        }
    }

    // Messages may have brought a part of it meanwhile.
    private SequenceDelta Beyond(SequenceDelta delta) =>
        delta with
        {
            Floor = delta.Floor > _known ? delta.Floor : 0,
            Invalidations = [.. delta.Invalidations.Where(item => item.Number > _known)],
        };

    private void Apply(SequenceDelta delta)
    {
        sink.Apply(delta);
        Volatile.Write(ref _known, delta.End.Number);
    }
}
