namespace LearningStudio.Repositories.Outbox;

/// <summary>Lets one message pass in a while, and counts the others. Thread-safe.</summary>
internal sealed class Throttle(TimeProvider time, TimeSpan quiet)
{
    private readonly Lock _lock = new();
    private long? _passedAt;
    private int _held;

    /// <summary>Whether a message may pass now, and how many were held back since the last one.</summary>
    public bool MayPass(out int held)
    {
        lock (_lock)
        {
            long now = time.GetTimestamp();
            if (_passedAt is { } before && time.GetElapsedTime(before, now) < quiet)
            {
                held = ++_held;
                return false;
            }

            (held, _held, _passedAt) = (_held, 0, now);
            return true;
        }
    }
}
