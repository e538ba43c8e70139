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
    private ulong? _interrupted;
    private long _known;
    private Task? _fetching;

    /// <summary>The number known; what is removed after a read of it has a higher one.</summary>
    public long Known => Volatile.Read(ref _known);

    /// <summary>
    /// The place up to which everything is known, in the epoch that was repeated last; what came later is all that a
    /// recovery has to load while that epoch lasts. Null at first.
    /// </summary>
    public Sequence? LastKnown
    {
        get
        {
            lock (_lock)
            {
                return (_epoch ?? _interrupted) is { } epoch ? new Sequence(epoch, _known) : null;
            }
        }
    }

    /// <summary>Whether the repetition can go on where it was interrupted, in the same epoch.</summary>
    public bool CanResume(ulong epoch) => LastKnown?.Epoch == epoch && sink.CanResume;

    /// <summary>Gets ready to begin anew, outside any lock; what is returned begins.</summary>
    public Action Prepare(SequenceDelta whole)
    {
        Action begin = sink.Prepare(whole);
        return () =>
        {
            lock (_lock)
            {
                begin();
                Begin(whole.End);
            }
        };
    }

    /// <summary>Goes on after an interruption.</summary>
    /// <param name="delta">What came after the place that was known last.</param>
    public void Resume(SequenceDelta delta)
    {
        lock (_lock)
        {
            sink.Resume(_known);
            Begin(new Sequence(delta.End.Epoch, _known));
            ApplyInOrder(Beyond(delta));
        }
    }

    /// <summary>Applies what was read of the sequence, as far as it is not known yet.</summary>
    public void Apply(SequenceDelta delta)
    {
        lock (_lock)
        {
            if (_epoch == delta.End.Epoch)
            {
                ApplyInOrder(Beyond(delta));
            }
        }
    }

    public void Detach()
    {
        lock (_lock)
        {
            sink.Detach();
            Interrupt();
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
                ApplyInOrder(
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

            await Fetching(seen).ConfigureAwait(false);
        }

        return Compare(seen) is not SequenceRelation.Ahead and var last ? last : SequenceRelation.Foreign;
    }

    // A fetch in flight may have been sent before the place was seen; then another follows. It begins
    // outside the lock: where it fails at once it opens the breaker, whose lock comes before this one.
    private Task Fetching(Sequence seen)
    {
        TaskCompletionSource fetched;
        ulong? epoch;
        long known;
        lock (_lock)
        {
            if (Compare(seen) is not SequenceRelation.Ahead)
            {
                return Task.CompletedTask;
            }

            if (_fetching is { IsCompleted: false } running)
            {
                return running;
            }

            fetched = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _fetching = fetched.Task;
            (epoch, known) = (_epoch, _known);
        }

        _ = FetchAsync(fetched, epoch, known);
        return fetched.Task;
    }

    private async Task FetchAsync(TaskCompletionSource fetched, ulong? epoch, long known)
    {
        try
        {
            // Nothing beyond the known number says nothing of the epoch: a message may have been faster.
            SequenceDelta delta = await fetch(known).ConfigureAwait(false);
            lock (_lock)
            {
                if (_epoch == delta.End.Epoch && known <= _known && delta.End.Number > _known)
                {
                    ApplyInOrder(Beyond(delta));
                }
                else if (_epoch == epoch && _epoch != delta.End.Epoch && delta.End != default)
                {
                    Interrupt();
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

    private void ApplyInOrder(SequenceDelta delta)
    {
        sink.Apply(delta);
        Volatile.Write(ref _known, Math.Max(_known, delta.End.Number));
    }

    private void Begin(Sequence end)
    {
        _epoch = end.Epoch;
        Volatile.Write(ref _known, end.Number);
    }

    private void Interrupt()
    {
        _interrupted = _epoch ?? _interrupted;
        _epoch = null;
    }
}
