using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Local;
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
    private readonly RedisSession _session;
    private readonly InvalidationSequences _sequences;
    private readonly LocalParts _local;
    private readonly PeriodicTimer _timer;
    private readonly Lock _lock = new();
    private Task _looking = Task.CompletedTask;
    private Task _beating = Task.CompletedTask;

    public Heartbeat(RedisSession session, InvalidationSequences sequences, LocalParts local)
    {
        (_session, _sequences, _local) = (session, sequences, local);
        _timer = new PeriodicTimer(session.Options.HeartbeatInterval, session.Time);
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
        if (_session.Breaker.IsOpen)
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
            _session.Breaker.Open(FaultReason.From(exception));
        }
    }

    /// <summary>Looks once.</summary>
    /// <exception cref="RedisUnavailableException">Redis failed, or has begun anew.</exception>
    public async Task BeatAsync()
    {
        int generation = _session.Breaker.Generation;
        DateTimeOffset sent = _session.Time.GetUtcNow();
        long asked = _local.Freshness.Now;
        (long known, long knownRemoved) = (_sequences.Log.Known, _sequences.Removed.Known);
        Deadline deadline = _session.Commands.NewDeadline();
        string?[] answer = await AskAsync(deadline).ConfigureAwait(false);
        if (answer is [.., RedisScripts.Replica])
        {
            throw _session.Commands.Fail("demoted primary");
        }

        if (
            answer is not [{ } patterns, { } removals, { } now, { } runId]
            || !Sequence.TryParse(patterns, out Sequence log)
            || !Sequence.TryParse(removals, out Sequence removed)
        )
        {
            throw _session.Commands.Fail("lost sequence");
        }

        // A server that lags behind what is known here has lost something.
        if (generation == _session.Breaker.Generation && (log.Number < known || removed.Number < knownRemoved))
        {
            throw _session.Commands.Fail("lagging server");
        }

        // Empty where one of the servers does not say.
        if (_session.RunIds.Length > 0 && !_session.RunIds.Contains(runId, StringComparison.Ordinal))
        {
            throw _session.Commands.Fail("restarted server");
        }

        await _sequences.CatchUpAsync(_sequences.Log, log, deadline).ConfigureAwait(false);
        await _sequences.CatchUpAsync(_sequences.Removed, removed, deadline).ConfigureAwait(false);
        _local.Forms.Clock.Approach(now, sent);
        _session.Breaker.Extend(generation, _session.FreshUntil(asked));
    }

    private async Task<string?[]> AskAsync(Deadline deadline)
    {
        RedisKey[] keys = [.. _session.Keys.Patterns.All, .. _session.Keys.Removals.All];
        RedisResult result = await _session
            .Commands.ScriptAsync(RedisScripts.Heartbeat, keys, [], deadline)
            .ConfigureAwait(false);
        return (string?[]?)result ?? [];
    }
}
