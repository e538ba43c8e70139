namespace LearningStudio.Caching.Fills;

/// <summary>A run of a factory that several callers may wait for.</summary>
#pragma warning disable CA1001 // A source without a timer or a parent holds nothing to dispose.
internal abstract class Fill(long stamp, bool canBeAbandoned)
#pragma warning restore CA1001
{
    // A caller that cannot be cancelled never leaves: then the factory needs no token.
    private readonly CancellationTokenSource? _abandoned = canBeAbandoned ? new() : null;
    private TaskCompletionSource? _settled;
    private int _callers = 1;
    private bool _stays;

    public abstract FillKey Key { get; }

    /// <summary>The latest invalidation known before the factory ran; the stripe's lock guards it.</summary>
    public long Stamp { get; set; } = stamp;

    /// <summary>Set when its key was removed or set meanwhile: its value reaches its starter only.</summary>
    public bool IsRefused { get; set; }

    /// <summary>Set when its value is on its way to Redis: nobody joins any more, whoever comes waits and reads again.</summary>
    public bool IsSealed { get; set; }

    /// <summary>Ends when it is known what became of a sealed fill; the stripe's lock must be held.</summary>
    public Task Settled => (_settled ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Lets those go on who wait for the end; the stripe's lock must be held.</summary>
    public void Settle() => _settled?.SetResult();

    /// <summary>Fires when nobody waits any more.</summary>
    public CancellationToken Abandoned => _abandoned?.Token ?? CancellationToken.None;

    /// <summary>Whether nobody waits any more.</summary>
    public bool IsAbandoned => Volatile.Read(ref _callers) == 0 && !Volatile.Read(ref _stays);

    /// <summary>Takes one caller away; true when it was the last, and the fill now serves nobody.</summary>
    public bool Leave() => --_callers == 0 && !_stays;

    /// <summary>Cancels the factory once nobody waits; its own callbacks run on the pool, not in its last caller.</summary>
    public void CancelIfAbandoned()
    {
        if (IsAbandoned)
        {
            _ = _abandoned?.CancelAsync();
        }
    }

    public abstract void FailJoiners(Exception exception);

    protected void CountIn(bool canLeave)
    {
        _stays |= !canLeave;
        _callers++;
    }
}
