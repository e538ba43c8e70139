namespace LearningStudio.HostApi.Observation;

/// <summary>Cuts time into slots, of which the newest make up the sliding window. Thread-safe.</summary>
internal sealed class WindowClock(TimeProvider time)
{
    /// <summary>How many slots the window has, the one that has begun included.</summary>
    public const int Slots = 30;

    public static readonly TimeSpan SlotLength = TimeSpan.FromSeconds(10);

    private readonly long _start = time.GetTimestamp();

    public DateTimeOffset Began { get; } = time.GetUtcNow();

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The number of the slot that runs, from 0.</summary>
    public long Slot => time.GetElapsedTime(_start).Ticks / SlotLength.Ticks;
}
