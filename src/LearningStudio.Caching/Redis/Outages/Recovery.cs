using System.Security.Cryptography;
using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Redis.Connection;
using LearningStudio.Caching.Redis.Sequences;
using LearningStudio.Caching.Wire;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace LearningStudio.Caching.Redis.Outages;

// Rule: the only one to close the breaker. It finds out whether the data is that which the process knows (else the epoch is
//   renewed: what was restored from older data reads as misses), replays the journal and loads what lies beyond the
//   known numbers, or everything in a new epoch; nothing may have failed meanwhile. What memory holds is judged by what
//   was loaded. In its last round new invalidations wait, so that it ends however many there are.
// Threads: one loop. Attempts that reached a server and failed are made ever less often; looking whether there is a
//   connection costs nothing.
internal sealed class Recovery : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MaxInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Draining = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(5);
    private readonly RedisNode _node;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _firstAttempt = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _firstMoment = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly JournalReplay _replay;
    private readonly SequenceLoad _log;
    private readonly SequenceLoad _removed;
    private readonly RetryDelay _delay = new(Interval, MaxInterval);
    private Task _recovering = Task.CompletedTask;
    private ITimer[] _patience = [];
    private long _connectionsAtClose = -1;
    private bool _isProbed;

    public Recovery(RedisNode node, TimeProvider time, ILogger logger)
    {
        _node = node;
        _time = time;
        _logger = logger;
        _replay = new JournalReplay(node);
        _log = new SequenceLoad(node.Patterns, node.Log, needsAll: true);
        _removed = new SequenceLoad(node.Removals, node.Removed, needsAll: false);
    }

    public void Start()
    {
        _patience =
        [
            _time.CreateTimer(
                _ => _firstMoment.TrySetResult(),
                null,
                _node.Options.OperationTimeout,
                Timeout.InfiniteTimeSpan
            ),
            _time.CreateTimer(_ => EndFirstAttempt(), null, StartPatience, Timeout.InfiniteTimeSpan),
        ];
        _recovering = Task.Run(RunAsync);
    }

    /// <summary>
    /// Ends when Redis was tried for the first time, with or without success; after five seconds in any case.
    /// </summary>
    public Task FirstAttempt => _firstAttempt.Task;

    /// <summary>The same; who waits for it waits no longer than for any operation.</summary>
    public Task FirstMoment => _firstMoment.Task;

    /// <summary>Ends the loop; what waits in the journal has a few seconds to reach Redis.</summary>
    public async ValueTask DisposeAsync()
    {
        long began = TimeProvider.System.GetTimestamp();
        while (_node.Breaker.Pending > 0 && TimeProvider.System.GetElapsedTime(began) < Draining)
        {
            await Task.Delay(Interval, TimeProvider.System).ConfigureAwait(false);
        }

        if (_node.Breaker.Pending is > 0 and var lost)
        {
            _logger.InvalidationsLost(lost);
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        EndFirstAttempt();
        foreach (ITimer timer in _patience)
        {
            await timer.DisposeAsync().ConfigureAwait(false);
        }

        // An attempt that hangs in somebody else's connection factory is left behind.
        await Task.WhenAny(_recovering, Task.Delay(_node.Options.OperationTimeout, TimeProvider.System))
            .ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        while (true)
        {
            await _node.Breaker.Opened.WaitAsync(_stopping.Token).ConfigureAwait(false);
            bool? listens = await TryListenAsync().ConfigureAwait(false);
            if (listens == true && await TryRecoverAsync().ConfigureAwait(false))
            {
                _delay.Reset();
                continue;
            }

            // To look whether there is a connection by now costs nobody anything.
            TimeSpan pause = listens == false ? Interval : _delay.Next();
            await Task.Delay(pause, _time, _stopping.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Tries once to close the breaker.</summary>
    public async Task<bool> TryRecoverAsync()
    {
        try
        {
            await _node.Link.ConnectAsync().ConfigureAwait(false);
            long faults = _node.Breaker.Faults;
            _node.Link.RememberPrimaries();
            bool isClosed =
                await FindPrimariesAsync().ConfigureAwait(false) is { } primaries
                && await TryCloseAsync(faults, primaries).ConfigureAwait(false);
            if (isClosed)
            {
                EndFirstAttempt();
            }

            return isClosed;
        }
#pragma warning disable CA1031 // Whatever fails, the next attempt comes soon.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            EndFirstAttempt();
            _node.Breaker.ReportAway(FaultReason.From(exception), _node.Options.OperationTimeout);
            return false;
        }
    }

    // An attempt that another connection's coming disturbed has not failed: the next one follows at once.
    private void EndFirstAttempt()
    {
        _firstAttempt.TrySetResult();
        _firstMoment.TrySetResult();
    }

    /// <summary>Whether messages are heard, or need not be; null where something failed, false where there is no connection.</summary>
    private async Task<bool?> TryListenAsync()
    {
        try
        {
            await _node.Link.ConnectAsync().ConfigureAwait(false);
            if (await _node.Link.FindPrimariesAsync().ConfigureAwait(false) is not null)
            {
                await _node.Listener.ListenAsync().ConfigureAwait(false);
                return true;
            }

            // A server that refuses connections has been tried; one that has not answered yet may still.
            EndFirstAttempt();
            _node.Breaker.ReportAway(_node.Link.LastFailure, _node.Options.OperationTimeout);
            await _node.Link.ReplaceWhereDeadAsync().ConfigureAwait(false);
            return false;
        }
#pragma warning disable CA1031 // Whatever fails, the next attempt comes soon.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _node.Breaker.ReportAway(FaultReason.From(exception), _node.Options.OperationTimeout);
            return null;
        }
    }

    private async Task<bool> TryCloseAsync(long faults, Primaries primaries)
    {
        long connections = _node.Link.Connections;
        await ProbeAsync().ConfigureAwait(false);
        bool reconnected = _connectionsAtClose >= 0 && connections != _connectionsAtClose;
        (ulong epoch, long removed) = await EnsureAsync(primaries, reconnected).ConfigureAwait(false);
        _log.Begin(epoch, 0);
        _removed.Begin(epoch, removed);
        await _replay.RunOnceAsync().ConfigureAwait(false);
        if (!await TryCatchUpAsync().ConfigureAwait(false))
        {
            return false;
        }

        _log.Prepare();
        _removed.Prepare();
        _node.Breaker.BeginLastRound();
        try
        {
            long asked = _node.Freshness.Now;
            await _replay.RunAsync().ConfigureAwait(false);
            return await TryCatchUpAsync().ConfigureAwait(false)
                && _node.Breaker.TryClose(faults, () => Attach(primaries, connections), _node.FreshUntil(asked));
        }
        finally
        {
            _node.Breaker.EndLastRound();
        }
    }

    private async Task<bool> TryCatchUpAsync() =>
        await _log.CatchUpAsync().ConfigureAwait(false) && await _removed.CatchUpAsync().ConfigureAwait(false);

    // Two copies of one process, restored from one image, must not place the same lease: both begin with a connection anew.
    private void Attach(Primaries primaries, long connections)
    {
        SlotHead.Reseed();
        _connectionsAtClose = connections;
        _node.RunIds = primaries.RunIds;
        _log.Attach();
        _removed.Attach();
        _node.Link.ReportAlive();
    }

    // What passes for one server may be a proxy that cannot run a script over two slots: then no value could be stored.
    private async Task ProbeAsync()
    {
        if (_isProbed || _node.Link.IsCluster)
        {
            return;
        }

        RedisKey[] keys = [_node.Keys.Value(""), _node.Keys.Patterns.Sequence];
        await _node
            .Commands.ScriptAsync(RedisScripts.Probe, keys, [], _node.Commands.NewDeadline())
            .ConfigureAwait(false);
        _isProbed = true;
    }

    private async Task<Primaries?> FindPrimariesAsync()
    {
        if (await _node.Link.FindPrimariesAsync().ConfigureAwait(false) is not { } servers)
        {
            return null;
        }

        if (await Primaries.FindAsync(servers, _node).ConfigureAwait(false) is { } primaries)
        {
            return primaries;
        }

        // The client looks for the new primary among the servers that it knows; where there is none, the name may lead to
        // another one by now.
        _node.Breaker.ReportAway("demoted primary", _node.Options.OperationTimeout);
        await _node.Link.LookAgainAsync().ConfigureAwait(false);
        if (await _node.Link.FindPrimariesAsync().ConfigureAwait(false) is null)
        {
            await _node.Link.ReplaceAsync().ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>Makes sure that there is an epoch that holds; returns it, and where the removals stand in it.</summary>
    private async Task<(ulong Epoch, long Removed)> EnsureAsync(Primaries primaries, bool reconnected)
    {
        DateTimeOffset sent = _time.GetUtcNow();
        Sequence known = _log.LastKnown;
        Sequence knownRemoved = _removed.LastKnown;
        RedisValue[] values =
        [
            Sequence.FormatEpoch(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8))),
            primaries.Control,
            reconnected,
            Sequence.FormatEpoch(known.Epoch),
            known.Number,
            knownRemoved.Epoch == known.Epoch ? knownRemoved.Number : 0,
            RedisScripts.Protocol,
            _node.Keys.Channel(_node.Commands.Database),
            .. primaries.Others.SelectMany(other => new RedisValue[] { other.RunId, other.Slots }),
        ];
        RedisResult result = await _node
            .Commands.ScriptAsync(
                RedisScripts.Ensure,
                [.. _node.Keys.Patterns.All, .. _node.Keys.Removals.All],
                values,
                _node.Commands.NewDeadline()
            )
            .ConfigureAwait(false);
        if (
            (string[]?)result is not [var patterns, var removals, var now]
            || !Sequence.TryParse(patterns, out Sequence log)
            || !Sequence.TryParse(removals, out Sequence removed)
        )
        {
            throw _node.Commands.Fail("newer protocol (processes of a later version share this Redis and KeyPrefix)");
        }

        _node.Clock.Adjust(now, sent);
        return (log.Epoch, removed.Number);
    }
}
