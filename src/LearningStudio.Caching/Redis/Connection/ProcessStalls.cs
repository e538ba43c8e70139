using System.Diagnostics;

namespace LearningStudio.Caching.Redis.Connection;

// Rule: notices when this process stands still: its thread pool is starved, it is paused, or the machine is. A command
//   whose time runs out meanwhile says nothing of the server, which may have answered long ago.
// Threads: one for the process, of its own and started with the first cache that uses Redis; the pool is what it watches.
// Cost: ten wake-ups a second. Source: the client's reader itself runs in the pool (StackExchange.Redis 3.4: a synchronous
//   call from a thread of its own times out while the pool is blocked, with a dedicated SocketManager too).
#pragma warning disable CA1001 // It lives as long as the process.
internal sealed class ProcessStalls
#pragma warning restore CA1001
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Noticeable = TimeSpan.FromMilliseconds(200);
    private static readonly Lazy<ProcessStalls> Instance = new(static () => new ProcessStalls());
    private readonly ManualResetEventSlim _never = new();
    private long _stalledAt = -1;
    private long _probeSentAt = -1;

    private ProcessStalls()
    {
        var thread = new Thread(Watch) { IsBackground = true, Name = "LearningStudio.Caching stalls" };
        thread.UnsafeStart();
    }

    /// <summary>Begins to watch; does nothing where somebody has begun.</summary>
    public static void Start() => _ = Instance.Value;

    /// <summary>Whether the process stood still at some time within a span before now.</summary>
    public static bool HasStalledWithin(TimeSpan span) =>
        Instance.IsValueCreated
        && Volatile.Read(ref Instance.Value._stalledAt) is >= 0 and var at
        && Stopwatch.GetElapsedTime(at) < span + Interval + Noticeable;

    private void Watch()
    {
        for (long began = Stopwatch.GetTimestamp(); ; began = Stopwatch.GetTimestamp())
        {
            _never.Wait(Interval);
            long sent = Interlocked.Read(ref _probeSentAt);
            if (Stopwatch.GetElapsedTime(began) > Interval + Noticeable || HasWaitedTooLong(sent))
            {
                Volatile.Write(ref _stalledAt, Stopwatch.GetTimestamp());
            }

            if (sent < 0)
            {
                Interlocked.Exchange(ref _probeSentAt, Stopwatch.GetTimestamp());
                ThreadPool.UnsafeQueueUserWorkItem(static stalls => stalls.TakeProbe(), this, preferLocal: false);
            }
        }
    }

    private void TakeProbe()
    {
        if (HasWaitedTooLong(Interlocked.Exchange(ref _probeSentAt, -1)))
        {
            Volatile.Write(ref _stalledAt, Stopwatch.GetTimestamp());
        }
    }

    private static bool HasWaitedTooLong(long sent) => sent >= 0 && Stopwatch.GetElapsedTime(sent) > Noticeable;
}
