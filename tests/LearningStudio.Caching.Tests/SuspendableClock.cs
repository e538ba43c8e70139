namespace LearningStudio.Caching.Tests;

/// <summary>The system's time, on a machine that can be suspended: its monotonic clock leaves that out.</summary>
internal sealed class SuspendableClock : TimeProvider
{
    private long _suspended;

    public void Suspend(TimeSpan span) => Interlocked.Add(ref _suspended, span.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _suspended));
}
