using StackExchange.Redis;

namespace LearningStudio.Caching.Redis.Housekeeping;

/// <summary>Asks the servers for their stats at an interval, for those who watch the cache; never while Redis is away.</summary>
internal sealed class ServerWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private readonly RedisSession _session;
    private readonly PeriodicTimer _timer;
    private readonly Task _watching;
    private ServerStats? _latest;

    public ServerWatch(RedisSession session)
    {
        _session = session;
        _timer = new PeriodicTimer(Interval, session.Time);
        _watching = RunAsync();
    }

    /// <summary>What was answered last; null before.</summary>
    public ServerStats? Latest => Volatile.Read(ref _latest);

    /// <summary>Asks now; what was answered last where that fails, or may not be asked.</summary>
    public async Task<ServerStats?> ReadAsync()
    {
        try
        {
            if (
                !_session.Breaker.IsOpen
                && await _session.Link.FindPrimariesAsync().ConfigureAwait(false) is { } primaries
            )
            {
                ServerStats stats = ServerStats.None;
                foreach ((IServer primary, _) in primaries)
                {
                    RedisResult info = await _session
                        .Housekeeping.BoundedAsync(
                            _ => primary.ExecuteAsync("EVAL", RedisScripts.Stats.Text, 0),
                            _session.Housekeeping.NewDeadline()
                        )
                        .ConfigureAwait(false);
                    stats = stats.Plus($"{info}");
                }

                Volatile.Write(ref _latest, stats);
            }
        }
#pragma warning disable CA1031 // Whatever fails, nobody waits for the stats, and they are asked for again.
        catch (Exception)
#pragma warning restore CA1031
        {
            // A figure that cannot be had says nothing of the reads.
        }

        return Latest;
    }

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _watching.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        while (await _timer.WaitForNextTickAsync().ConfigureAwait(false))
        {
            await ReadAsync().ConfigureAwait(false);
        }
    }
}
