using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Redis.Connection;
using StackExchange.Redis;

namespace LearningStudio.Caching.Redis.Sequences;

/// <summary>Looks at both sequences at an interval: bounds how long a lost message goes unnoticed.</summary>
/// <remarks>
/// Reading them also keeps Redis from evicting them as long unused, and proves that the server is a primary. Who finds
/// that the last look is too long ago, because the process stood still, looks at once, for all who wait.
/// </remarks>
internal sealed class Heartbeat : IAsyncDisposable
{
    private readonly RedisNode _node;
    private readonly TimeProvider _time;
    private readonly PeriodicTimer _timer;
    private readonly Lock _lock = new();
    private Task _looking = Task.CompletedTask;
    private Task _beating = Task.CompletedTask;

    public Heartbeat(RedisNode node, TimeProvider time)
    {
        _node = node;
        _time = time;
        _timer = new PeriodicTimer(node.Options.HeartbeatInterval, time);
    }

    public void Start() => _beating = Task.Run(RunAsync);

    /// <summary>Looks once more than the interval says; several callers share one look.</summary>
    public Task BeatNowAsync()
    {
        lock (_lock)
        {
            return _looking.IsCompleted ? _looking = Task.Run(TryBeatAsync) : _looking;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _beating.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        while (await _timer.WaitForNextTickAsync().ConfigureAwait(false))
        {
            await BeatNowAsync().ConfigureAwait(false);
        }
    }

    private async Task TryBeatAsync()
    {
        if (_node.Breaker.IsOpen)
        {
            return;
        }

        try
        {
            await BeatAsync().ConfigureAwait(false);
        }
        catch (RedisUnavailableException)
        {
            // The breaker is open, or this process stood still: then the next beat, or the next reader, looks again.
        }
#pragma warning disable CA1031 // Whatever else fails, the next beat comes, or the recovery is at work.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _node.Breaker.Open(FaultReason.From(exception));
        }
    }

    /// <summary>Looks once.</summary>
    /// <exception cref="RedisUnavailableException">Redis failed, or has begun anew.</exception>
    public async Task BeatAsync()
    {
        int generation = _node.Breaker.Generation;
        DateTimeOffset sent = _time.GetUtcNow();
        long asked = _node.Freshness.Now;
        (long known, long knownRemoved) = (_node.Log.Known, _node.Removed.Known);
        Deadline deadline = _node.Commands.NewDeadline();
        string?[] answer = await AskAsync(deadline).ConfigureAwait(false);
        if (answer is [.., RedisScripts.Replica])
        {
            throw _node.Commands.Fail("demoted primary");
        }

        if (
            answer is not [{ } patterns, { } removals, { } now, { } runId]
            || !Sequence.TryParse(patterns, out Sequence log)
            || !Sequence.TryParse(removals, out Sequence removed)
        )
        {
            throw _node.Commands.Fail("lost sequence");
        }

        // A server that lags behind what is known here has lost something.
        if (generation == _node.Breaker.Generation && (log.Number < known || removed.Number < knownRemoved))
        {
            throw _node.Commands.Fail("lagging server");
        }

        // Empty where one of the servers does not say.
        if (_node.RunIds.Length > 0 && !_node.RunIds.Contains(runId, StringComparison.Ordinal))
        {
            throw _node.Commands.Fail("restarted server");
        }

        await _node.CatchUpAsync(_node.Log, log, deadline).ConfigureAwait(false);
        await _node.CatchUpAsync(_node.Removed, removed, deadline).ConfigureAwait(false);
        _node.Clock.Approach(now, sent);
        _node.Breaker.Extend(generation, _node.FreshUntil(asked));
    }

    private async Task<string?[]> AskAsync(Deadline deadline)
    {
        RedisKey[] keys = [.. _node.Keys.Patterns.All, .. _node.Keys.Removals.All];
        RedisResult result = await _node
            .Commands.ScriptAsync(RedisScripts.Heartbeat, keys, [], deadline)
            .ConfigureAwait(false);
        return (string?[]?)result ?? [];
    }
}
