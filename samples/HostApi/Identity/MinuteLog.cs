namespace LearningStudio.HostApi.Identity;

// Rule: a line for the first occurrence, then at most one a minute with the number since and the last of them. A minute
// without any ends it: the next occurrence is a first one again.
// Threads: any; the line is written outside the lock.
/// <summary>Logs what may come in a flood. Thread-safe.</summary>
internal sealed class MinuteLog : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly Lock _counting = new();
    private readonly Action<int, Occurrence> _write;
    private readonly ITimer _timer;
    private bool _isCounting;
    private int _count;
    private Occurrence _last;

    public MinuteLog(TimeProvider time, Action<int, Occurrence> write)
    {
        _write = write;
        _timer = time.CreateTimer(_ => End(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(Occurrence occurrence)
    {
        lock (_counting)
        {
            if (_isCounting)
            {
                (_count, _last) = (_count + 1, occurrence);
                return;
            }

            _isCounting = true;
            _timer.Change(Minute, Timeout.InfiniteTimeSpan);
        }

        _write(1, occurrence);
    }

    /// <summary>Writes what is still counted.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        End();
    }

    private void End()
    {
        int count;
        Occurrence last;
        lock (_counting)
        {
            (count, last, _count) = (_count, _last, 0);
            _isCounting = count > 0;
            if (_isCounting)
            {
                _timer.Change(Minute, Timeout.InfiniteTimeSpan);
            }
        }

        if (count > 0)
        {
            _write(count, last);
        }
    }
}
