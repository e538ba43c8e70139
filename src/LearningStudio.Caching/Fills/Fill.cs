using LearningStudio.Caching.Redis.Fills;

namespace LearningStudio.Caching.Fills;

/// <summary>A run of a factory that several callers may wait for.</summary>
#pragma warning disable CA1001 // A source without a timer or a parent holds nothing to dispose.
internal abstract class Fill(long stamp, FactoryNode node)
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _cancelled = new();
    private TaskCompletionSource? _settled;
    private int _callers = 1;
    private bool _stays;

    public abstract FillKey Key { get; }

    /// <summary>Its place among the factories that wait for each other.</summary>
    public FactoryNode Node => node;

    /// <summary>When it began, as a timestamp.</summary>
    public long StartedAt { get; set; }

    /// <summary>The latest invalidation known before the factory ran; the stripe's lock guards it.</summary>
    public long Stamp { get; set; } = stamp;

    /// <summary>Set when its key was removed or set meanwhile: its value reaches its starter only.</summary>
    public bool IsRefused { get; set; }

    /// <summary>Set when its value is on its way to Redis: nobody joins any more, whoever comes waits and reads again.</summary>
    public bool IsSealed { get; set; }

    /// <summary>Whether its starter was cancelled: what the factory ended with then says nothing to the others.</summary>
    public bool HasLostStarter { get; private set; }

    /// <summary>The lease that it computes under in Redis, to be given back once nobody waits any more.</summary>
    public Lease? Lease { get; set; }

    /// <summary>An expired value whose place the lease took; null where there was none.</summary>
    public ReplacedValue? Replaced { get; set; }

    /// <summary>Ends when it is known what became of a sealed fill; the stripe's lock must be held.</summary>
    public Task Settled => (_settled ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Lets those go on who wait for the end; the stripe's lock must be held.</summary>
    public void Settle() => _settled?.TrySetResult();

    /// <summary>Fires when nobody waits any more, or the factory's time has run out.</summary>
    public CancellationToken Cancelled => _cancelled.Token;

    /// <summary>Whether nobody waits any more.</summary>
    public bool IsAbandoned => Volatile.Read(ref _callers) == 0 && !Volatile.Read(ref _stays);

    /// <summary>Has the factory run to its end though nobody waits: its value is wanted all the same.</summary>
    public void Stay() => Volatile.Write(ref _stays, true);

    /// <summary>Takes one caller away; true when it was the last, and the fill now serves nobody.</summary>
    public bool Leave() => --_callers == 0 && !_stays;

    /// <summary>The same for the caller that started it.</summary>
    public bool LeaveAsStarter()
    {
        HasLostStarter = true;
        return Leave();
    }

    /// <summary>Cancels the factory; its own callbacks run on the pool, not in its last caller.</summary>
    public void Cancel() => _ = _cancelled.CancelAsync();

    public abstract void FailJoiners(Exception exception);

    protected void CountIn() => _callers++;
}
