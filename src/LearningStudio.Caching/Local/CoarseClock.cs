namespace LearningStudio.Caching.Local;

/// <summary>The clock that local entries expire by, in ticks of 100 ns from some beginning.</summary>
/// <remarks>
/// Where time is the system's it is read from the counter that the kernel keeps, in steps of a few milliseconds: a
/// precise reading would cost more than the rest of a hit. Thread-safe.
/// </remarks>
internal sealed class CoarseClock(TimeProvider time)
{
    private readonly bool _isSystem = ReferenceEquals(time, TimeProvider.System);

    public long Now =>
        _isSystem
            ? Environment.TickCount64 * TimeSpan.TicksPerMillisecond
            : (long)((Int128)time.GetTimestamp() * TimeSpan.TicksPerSecond / time.TimestampFrequency);
}
