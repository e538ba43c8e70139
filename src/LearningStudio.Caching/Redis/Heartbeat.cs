using LearningStudio.Caching.Invalidation;
using StackExchange.Redis;

namespace LearningStudio.Caching.Redis;

/// <summary>Looks at both sequences at an interval: bounds how long a lost message goes unnoticed.</summary>
/// <remarks>Reading them also keeps Redis from evicting them as long unused.</remarks>
internal sealed class Heartbeat : IAsyncDisposable
{
    private readonly RedisNode _node;
    private readonly PeriodicTimer _timer;
    private Task _beating = Task.CompletedTask;

    public Heartbeat(RedisNode node, TimeProvider time)
    {
        _node = node;
        _timer = new PeriodicTimer(node.Options.HeartbeatInterval, time);
    }

    public void Start() => _beating = Task.Run(RunAsync);

    /// <summary>Looks once more than the interval says, in the background.</summary>
    public void BeatSoon() => _ = Task.Run(TryBeatAsync);

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _beating.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        while (await _timer.WaitForNextTickAsync().ConfigureAwait(false))
        {
            await TryBeatAsync().ConfigureAwait(false);
        }
    }

    private async Task TryBeatAsync()
    {
        if (_node.Gate.IsOpen)
        {
            return;
        }

        try
        {
            await BeatAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever fails, the next beat comes, or the recovery is at work.
        catch (Exception)
#pragma warning restore CA1031
        {
            _node.Gate.Open("missed heartbeat");
        }
    }

    /// <summary>Looks once.</summary>
    /// <exception cref="RedisUnavailableException">Redis failed, or has begun anew; the gate is open.</exception>
    public async Task BeatAsync()
    {
        int generation = _node.Gate.Generation;
        long asked = _node.Trust.Now;
        (long known, long knownRemoved) = (_node.Log.Known, _node.Removed.Known);
        Deadline deadline = _node.Commands.NewDeadline();
        RedisKey[] keys = [.. _node.Keys.Patterns.All, .. _node.Keys.Removals.All];
        RedisResult result = await _node
            .Commands.ScriptAsync(RedisScripts.Heartbeat, keys, [], deadline)
            .ConfigureAwait(false);
        if (
            (string[]?)result is not [var patterns, var removals, var runId]
            || !Sequence.TryParse(patterns, out Sequence log)
            || !Sequence.TryParse(removals, out Sequence removed)
        )
        {
            throw _node.Commands.Fail("lost sequence");
        }

        // A server that lags behind what is known here has lost something.
        if (generation == _node.Gate.Generation && (log.Number < known || removed.Number < knownRemoved))
        {
            throw _node.Commands.Fail("lagging server");
        }

        if (!_node.RunIds.Contains(runId, StringComparison.Ordinal))
        {
            throw _node.Commands.Fail("restarted server");
        }

        await _node.CatchUpAsync(_node.Log, log, deadline).ConfigureAwait(false);
        await _node.CatchUpAsync(_node.Removed, removed, deadline).ConfigureAwait(false);
        _node.Gate.Extend(generation, _node.TrustedUntil(asked));
    }
}
