using LearningStudio.Caching.Diagnostics;
using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Local;
using Microsoft.Extensions.Logging;

namespace LearningStudio.Caching.Redis.Outages;

// Rule: while it is open, the process neither reads nor writes Redis; invalidations bind it at once and wait in the
//   journal. A fault of a read, a fill or an invalidation opens the breaker; only the recovery closes it, in the critical
//   section that finds the journal empty and no new fault. In its last round new invalidations wait for the outcome instead of filling the
//   journal again, so that it closes however many there are.
// Threads: all members may be called at once; local effects happen under the lock, so that none falls between a fault
//   and the journal, or between the journal's last look and the closing.
internal sealed class CircuitBreaker(
    LocalParts local,
    int journalCapacity,
    TimeProvider time,
    ILogger<VersionedCache> logger
)
{
    private readonly Lock _lock = new();
    private readonly Journal _journal = new(journalCapacity);
    private readonly OutageLog _outage = new(time, logger);
    private TaskCompletionSource _opened = Completed();
    private int _generation;
    private long _faults;
    private TaskCompletionSource? _lastRound;
    private string? _reason = "not connected yet";

    /// <summary>Runs under the lock while the breaker opens: what is repeated of Redis is repeated no more.</summary>
    public Action? OnOpening { get; set; }

    /// <summary>Changes whenever the breaker opens or closes; even while it is open, as it is at first.</summary>
    public int Generation => Volatile.Read(ref _generation);

    public bool IsOpen => Generation % 2 == 0;

    /// <summary>How often something failed; a recovery that saw another number has missed a fault.</summary>
    public long Faults => Volatile.Read(ref _faults);

    /// <summary>Why Redis is not used; null while it is.</summary>
    public string? Reason => Volatile.Read(ref _reason);

    /// <summary>Ends when the breaker is open.</summary>
    public Task Opened
    {
        get
        {
            lock (_lock)
            {
                return _opened.Task;
            }
        }
    }

    public void Open(string reason)
    {
        lock (_lock)
        {
            Interlocked.Increment(ref _faults);
            local.Telemetry.Faulted(reason);
            if (IsOpen)
            {
                return;
            }

            Volatile.Write(ref _reason, reason);
            Volatile.Write(ref _generation, _generation + 1);
            OnOpening?.Invoke();
            local.Freshness.BeginOutage();
            _outage.Begin(reason);
            _opened.SetResult();
        }
    }

    /// <summary>Takes over why an attempt to reach Redis failed; logs a new reason once the outage has lasted for some time.</summary>
    public void ReportAway(string reason, TimeSpan patience)
    {
        lock (_lock)
        {
            if (!IsOpen)
            {
                return;
            }

            Volatile.Write(ref _reason, reason);
            _outage.Continue(reason, patience);
        }
    }

    /// <summary>Has new invalidations wait for the end of the recovery's last round.</summary>
    public void BeginLastRound()
    {
        lock (_lock)
        {
            _lastRound ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Lets those go on who wait for the last round, whatever came of it.</summary>
    public void EndLastRound()
    {
        TaskCompletionSource? ended;
        lock (_lock)
        {
            (ended, _lastRound) = (_lastRound, null);
        }

        ended?.SetResult();
    }

    /// <summary>Opens the breaker for invalidations whose fate in Redis is unknown, and keeps them for the recovery.</summary>
    public void Open(string reason, IReadOnlyList<InvalidationTarget> unconfirmed)
    {
        lock (_lock)
        {
            Open(reason);
            AddToJournal(unconfirmed);
        }
    }

    /// <summary>Takes invalidations over while the breaker is open; false when they have to be sent to Redis.</summary>
    /// <param name="invalidations">The invalidations.</param>
    /// <param name="patience">For how long the recovery's last round is waited for.</param>
    public async ValueTask<bool> TryJournalAsync(IReadOnlyList<InvalidationTarget> invalidations, TimeSpan patience)
    {
        if (Volatile.Read(ref _lastRound) is { } lastRound)
        {
            await lastRound.Task.WaitAsync(patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return TryJournal(invalidations);
    }

    /// <summary>The same without waiting: what comes during the last round fails it.</summary>
    public bool TryJournal(IReadOnlyList<InvalidationTarget> invalidations)
    {
        lock (_lock)
        {
            if (IsOpen)
            {
                AddToJournal(invalidations);
            }

            return IsOpen;
        }
    }

    /// <summary>Puts invalidations that Redis has confirmed in force here; false while the breaker is closed.</summary>
    public bool TryApply(IReadOnlyList<InvalidationTarget> confirmed)
    {
        lock (_lock)
        {
            if (IsOpen)
            {
                Apply(confirmed);
            }

            return IsOpen;
        }
    }

    /// <summary>How many invalidations wait for Redis.</summary>
    public int Pending
    {
        get
        {
            lock (_lock)
            {
                return _journal.Count;
            }
        }
    }

    public KeyValuePair<InvalidationTarget, long>[] ReadJournal()
    {
        lock (_lock)
        {
            return _journal.Read();
        }
    }

    public void Confirm(IEnumerable<KeyValuePair<InvalidationTarget, long>> replayed)
    {
        lock (_lock)
        {
            _journal.Confirm(replayed);
        }
    }

    /// <summary>Has local entries served until a moment, unless the breaker has changed since a generation.</summary>
    public void Extend(int generation, long until)
    {
        lock (_lock)
        {
            if (generation == _generation && !IsOpen)
            {
                local.Freshness.Extend(until);
            }
        }
    }

    /// <summary>Closes the breaker unless something failed since, or waits in the journal; attaching is part of it.</summary>
    public bool TryClose(long faults, Action attach, long freshUntil)
    {
        lock (_lock)
        {
            if (_journal.Count > 0 || faults != _faults)
            {
                return false;
            }

            attach();
            Volatile.Write(ref _reason, null);
            local.Freshness.Extend(freshUntil);
            _outage.End();
            _opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _generation, _generation + 1);
            return true;
        }
    }

    private static TaskCompletionSource Completed()
    {
        var completed = new TaskCompletionSource();
        completed.SetResult();
        return completed;
    }

    private void AddToJournal(IReadOnlyList<InvalidationTarget> invalidations)
    {
        bool overflowed = _journal.HasOverflowed;
        foreach (InvalidationTarget invalidation in invalidations)
        {
            _journal.Add(invalidation);
        }

        if (_journal.HasOverflowed && !overflowed)
        {
            logger.JournalOverflowed(journalCapacity);
        }

        Apply(invalidations);
    }

    private void Apply(IReadOnlyList<InvalidationTarget> invalidations)
    {
        foreach (InvalidationTarget invalidation in invalidations)
        {
            local.Invalidation.Apply(invalidation);
        }
    }
}
