using LearningStudio.Caching.Invalidation;

namespace LearningStudio.Caching.Redis.Sequences;

// Rule: loads one sequence in parts that each fit into an operation's timeout, over a slow line too, and goes on where it
//   stopped: what was loaded once is not asked for again while the epoch lasts. A node that knows the epoch loads only
//   what lies beyond its number, and keeps what it has; else it begins anew with all of it.
// Threads: used by the recovery's loop alone.
// Source: a part begins at the last score of the part before, since records that are made at once share one. A record
//   that is made again meanwhile moves to a higher score, where it is met later: nothing is missed.
/// <param name="sequence">What is loaded.</param>
/// <param name="replica">What repeats it.</param>
/// <param name="needsAll">Whether a new beginning needs everything, or no more than a place to begin at.</param>
internal sealed class SequenceLoad(RedisSequence sequence, SequenceReplica replica, bool needsAll)
{
    private const int PartSize = 5_000;
    private readonly List<NumberedInvalidation> _loaded = [];
    private Sequence _end;
    private Sequence _seen;
    private long _floor;
    private double _from;
    private int _take = PartSize;
    private Action? _begin;
    private bool _resumes;

    /// <summary>The epoch that is being loaded; null before.</summary>
    public ulong? Epoch { get; private set; }

    /// <summary>The latest place that this process has seen, repeated already or loaded only.</summary>
    public Sequence LastKnown =>
        replica.LastKnown is not { } known
        || (_seen.Epoch == known.Epoch ? _seen.Number > known.Number : _seen != default)
            ? _seen
            : known;

    /// <summary>Starts on an epoch, or goes on with it.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <param name="number">Where the sequence stands.</param>
    public void Begin(ulong epoch, long number)
    {
        if (Epoch != epoch)
        {
            Reset();
            Epoch = epoch;
            _resumes = replica.CanResume(epoch);
            _from =
                _resumes ? replica.LastKnown!.Value.Number
                : needsAll ? 0
                : number;
        }
    }

    /// <summary>Loads up to where the sequence stands now.</summary>
    /// <returns>Whether it still is of the epoch.</returns>
    public async Task<bool> CatchUpAsync()
    {
        bool isWhole;
        do
        {
            (SequenceDelta part, double last, isWhole) = await sequence
                .ReadPartAsync(_from, _take)
                .ConfigureAwait(false);
            _take = !isWhole && last <= _from ? _take * 2 : PartSize;
            _floor = Math.Max(_floor, part.Floor);
            _loaded.AddRange(part.Invalidations);
            _seen = part.End == default ? _seen : part.End;
            (_from, _end) = (part.End == default ? last : Math.Min(last, part.End.Number), part.End);
        } while (!isWhole);

        // What was read of another epoch says nothing of this one: nothing of it may be taken along.
        bool isSame = _end.Epoch == Epoch;
        if (!isSame)
        {
            Reset();
        }

        return isSame;
    }

    /// <summary>Does what takes long of beginning anew; what is loaded afterwards is applied on top.</summary>
    public void Prepare()
    {
        if (!_resumes && _begin is null)
        {
            _begin = replica.Prepare(Take());
        }
    }

    /// <summary>Has the replica repeat the sequence from here on.</summary>
    public void Attach()
    {
        if (_resumes)
        {
            replica.Resume(Take());
        }
        else
        {
            _begin!();
            replica.Apply(Take());
        }

        Reset();
    }

    public void Reset()
    {
        _loaded.Clear();
        (_end, _seen, _floor, _from, _take) = (default, default, 0, 0, PartSize);
        (_begin, _resumes, Epoch) = (null, false, null);
    }

    private SequenceDelta Take()
    {
        var taken = new SequenceDelta(_end, _floor, [.. _loaded]);
        _loaded.Clear();
        return taken;
    }
}
