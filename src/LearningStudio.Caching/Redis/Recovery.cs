using System.Security.Cryptography;
using LearningStudio.Caching.Invalidation;
using StackExchange.Redis;

namespace LearningStudio.Caching.Redis;

// Rule: the only one to close the gate. It finds out whether a server was restarted (then the epoch is renewed: what was
//   restored from older data reads as misses), replays the journal, loads the log and drops the local entries; nothing
//   may have failed meanwhile.
// Threads: one loop.
internal sealed class Recovery : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private readonly RedisNode _node;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _firstAttempt = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly JournalReplay _replay;
    private Task _recovering = Task.CompletedTask;
    private ITimer? _patience;
    private long _connectionsAtClose = -1;

    public Recovery(RedisNode node, TimeProvider time)
    {
        _node = node;
        _time = time;
        _replay = new JournalReplay(node);
    }

    public void Start()
    {
        // Whoever waits for the first attempt waits no longer than for anything else.
        _patience = _time.CreateTimer(
            _ => _firstAttempt.TrySetResult(),
            null,
            _node.Options.OperationTimeout,
            Timeout.InfiniteTimeSpan
        );
        _recovering = Task.Run(RunAsync);
    }

    /// <summary>Ends when Redis was tried for the first time, with or without success.</summary>
    public Task FirstAttempt => _firstAttempt.Task;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _patience?.Dispose();

        // An attempt that hangs in somebody else's connection factory is left behind.
        await Task.WhenAny(_recovering, Task.Delay(_node.Options.OperationTimeout, TimeProvider.System))
            .ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        while (true)
        {
            await _node.Gate.Opened.WaitAsync(_stopping.Token).ConfigureAwait(false);
            if (!(await TryListenAsync().ConfigureAwait(false) && await TryRecoverAsync().ConfigureAwait(false)))
            {
                await Task.Delay(Interval, _time, _stopping.Token).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Tries once to close the gate.</summary>
    public async Task<bool> TryRecoverAsync()
    {
        try
        {
            await _node.Link.ConnectAsync().ConfigureAwait(false);
            long faults = _node.Gate.Faults;
            _node.Link.RememberPrimaries();
            return await FindRunIdsAsync().ConfigureAwait(false) is { } runIds
                && await TryCloseAsync(faults, runIds).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever fails, the next attempt comes soon.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _node.Gate.ReportAway(exception.GetType().Name, _node.Options.OperationTimeout);
            return false;
        }
        finally
        {
            _firstAttempt.TrySetResult();
        }
    }

    private async Task<bool> TryListenAsync()
    {
        try
        {
            await _node.Link.ConnectAsync().ConfigureAwait(false);
            if (await _node.Link.FindPrimariesAsync().ConfigureAwait(false) is not null)
            {
                await _node.Listener.ListenAsync().ConfigureAwait(false);
                return true;
            }

            _node.Gate.ReportAway("not connected", _node.Options.OperationTimeout);
        }
#pragma warning disable CA1031 // Whatever fails, the next attempt comes soon.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _node.Gate.ReportAway(exception.GetType().Name, _node.Options.OperationTimeout);
        }

        return false;
    }

    private async Task<bool> TryCloseAsync(long faults, string runIds)
    {
        long asked = _node.Trust.Now;
        long connections = _node.Link.Connections;
        await EnsureAsync(runIds, reconnected: connections != _connectionsAtClose).ConfigureAwait(false);
        await _replay.RunAsync().ConfigureAwait(false);
        SequenceDelta log = await _node.Patterns.LoadAsync().ConfigureAwait(false);
        SequenceDelta removed = await _node.Removals.LoadAsync().ConfigureAwait(false);
        if (log.End.Epoch == 0 || log.End.Epoch != removed.End.Epoch)
        {
            return false;
        }

        return _node.Gate.TryClose(
            faults,
            () =>
            {
                _connectionsAtClose = connections;
                _node.RunIds = runIds;
                _node.Log.Attach(log);
                _node.Removed.Attach(removed);
            },
            _node.TrustedUntil(asked)
        );
    }

    /// <summary>The run ids of all primaries; empty where they may not be asked, null while they cannot be had.</summary>
    private async Task<string?> FindRunIdsAsync()
    {
        if (await _node.Link.FindPrimariesAsync().ConfigureAwait(false) is not { } primaries)
        {
            return null;
        }

        var runIds = new List<string>();
        foreach (IServer primary in primaries)
        {
            RedisResult runId = await _node
                .Commands.BoundedAsync(
                    _ => primary.ExecuteAsync("EVAL", RedisScripts.RunId, 0),
                    _node.Commands.NewDeadline()
                )
                .ConfigureAwait(false);
            if (runId.ToString() is RedisScripts.Replica)
            {
                await _node.Link.LookAgainAsync().ConfigureAwait(false);
                return null;
            }

            runIds.Add($"{runId}");
        }

        runIds.Sort(StringComparer.Ordinal);
        return runIds.Contains("") ? "" : string.Join(',', runIds);
    }

    private async Task EnsureAsync(string runIds, bool reconnected) =>
        await _node
            .Commands.ScriptAsync(
                RedisScripts.Ensure,
                [.. _node.Keys.Patterns.All, .. _node.Keys.Removals.All],
                [Sequence.FormatEpoch(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8))), runIds, reconnected],
                _node.Commands.NewDeadline()
            )
            .ConfigureAwait(false);
}
