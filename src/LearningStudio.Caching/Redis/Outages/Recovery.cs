using System.Security.Cryptography;
using LearningStudio.Caching.Diagnostics;
using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Redis.Connection;
using LearningStudio.Caching.Redis.Sequences;
using LearningStudio.Caching.Wire;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace LearningStudio.Caching.Redis.Outages;

// Rule: the only one to close the breaker. It finds out whether the data is that which the process knows (else the epoch
//   is renewed: what was restored from older data reads as misses), replays the journal and loads what lies beyond the
//   known numbers, or everything in a new epoch; nothing may have failed meanwhile. What memory holds is validated by
//   what was loaded. In its last round new invalidations wait, so that it ends however many there are.
// Threads: one loop. Attempts that reached a server and failed are made ever less often; looking whether there is a
//   connection costs nothing.
internal sealed class Recovery : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MaxInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Draining = TimeSpan.FromSeconds(5);
    private readonly RedisSession _session;
    private readonly SequenceListener _listener;
    private readonly LocalParts _local;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly JournalReplay _replay;
    private readonly SequenceLoad _log;
    private readonly SequenceLoad _removed;
    private readonly RetryDelay _delay = new(Interval, MaxInterval);
    private Task _recovering = Task.CompletedTask;
    private long _connectionsAtClose = -1;
    private bool _isProbed;

    public Recovery(
        RedisSession session,
        InvalidationSequences sequences,
        SequenceListener listener,
        LocalParts local,
        ILogger logger
    )
    {
        (_session, _listener, _local, _logger) = (session, listener, local, logger);
        _replay = new JournalReplay(session, sequences);
        _log = new SequenceLoad(sequences.Patterns, sequences.Log, needsAll: true);
        _removed = new SequenceLoad(sequences.Removals, sequences.Removed, needsAll: false);
    }

    public void Start()
    {
        _session.Startup.Begin();
        _recovering = Task.Run(RunAsync);
    }

    /// <summary>Ends the loop; what waits in the journal has a few seconds to reach Redis.</summary>
    public async ValueTask DisposeAsync()
    {
        long began = TimeProvider.System.GetTimestamp();
        while (_session.Breaker.Pending > 0 && TimeProvider.System.GetElapsedTime(began) < Draining)
        {
            await Task.Delay(Interval, TimeProvider.System).ConfigureAwait(false);
        }

        if (_session.Breaker.Pending is > 0 and var lost)
        {
            _logger.InvalidationsLost(lost);
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        _session.Startup.End();

        // An attempt that hangs in somebody else's connection factory is left behind.
        await Task.WhenAny(_recovering, Task.Delay(_session.Options.OperationTimeout, TimeProvider.System))
            .ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        while (true)
        {
            await _session.Breaker.Opened.WaitAsync(_stopping.Token).ConfigureAwait(false);
            bool? listens = await TryListenAsync().ConfigureAwait(false);
            if (listens == true && await TryRecoverAsync().ConfigureAwait(false))
            {
                _delay.Reset();
                continue;
            }

            // To look whether there is a connection by now costs nobody anything.
            TimeSpan pause = listens == false ? Interval : _delay.Next();
            await Task.Delay(pause, _session.Time, _stopping.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Tries once to close the breaker.</summary>
    public async Task<bool> TryRecoverAsync()
    {
        try
        {
            await _session.Link.ConnectAsync().ConfigureAwait(false);
            long faults = _session.Breaker.Faults;
            _session.Link.RememberPrimaries();
            bool isClosed =
                await FindPrimariesAsync().ConfigureAwait(false) is { } primaries
                && await TryCloseAsync(faults, primaries).ConfigureAwait(false);

            // An attempt that another connection's coming disturbed has not failed: the next one follows at once.
            if (isClosed)
            {
                _session.Startup.End();
            }

            return isClosed;
        }
#pragma warning disable CA1031 // Whatever fails, the next attempt comes soon.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _session.Startup.End();
            _session.Breaker.ReportAway(FaultReason.From(exception), _session.Options.OperationTimeout);
            return false;
        }
    }

    /// <summary>Whether messages are heard, or need not be; null where something failed, false where there is no connection.</summary>
    private async Task<bool?> TryListenAsync()
    {
        try
        {
            await _session.Link.ConnectAsync().ConfigureAwait(false);
            if (await _session.Link.FindPrimariesAsync().ConfigureAwait(false) is not null)
            {
                await _listener.ListenAsync().ConfigureAwait(false);
                return true;
            }

            // A server that refuses connections has been tried; one that has not answered yet may still.
            _session.Startup.End();
            _session.Breaker.ReportAway(_session.Link.LastFailure, _session.Options.OperationTimeout);
            await _session.Link.ReplaceWhereDeadAsync().ConfigureAwait(false);
            return false;
        }
#pragma warning disable CA1031 // Whatever fails, the next attempt comes soon.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _session.Breaker.ReportAway(FaultReason.From(exception), _session.Options.OperationTimeout);
            return null;
        }
    }

    private async Task<bool> TryCloseAsync(long faults, Primaries primaries)
    {
        long connections = _session.Link.Connections;
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
        _session.Breaker.BeginLastRound();
        try
        {
            long asked = _local.Freshness.Now;
            await _replay.RunAsync().ConfigureAwait(false);
            return await TryCatchUpAsync().ConfigureAwait(false)
                && _session.Breaker.TryClose(faults, () => Attach(primaries, connections), _session.FreshUntil(asked));
        }
        finally
        {
            _session.Breaker.EndLastRound();
        }
    }

    private async Task<bool> TryCatchUpAsync() =>
        await _log.CatchUpAsync().ConfigureAwait(false) && await _removed.CatchUpAsync().ConfigureAwait(false);

    // Two copies of one process, restored from one image, must not place the same lease: both begin with a connection anew.
    private void Attach(Primaries primaries, long connections)
    {
        SlotHead.Reseed();
        _connectionsAtClose = connections;
        _session.RunIds = primaries.RunIds;
        _log.Attach();
        _removed.Attach();
        _session.Link.ReportAlive();
    }

    // What passes for one server may be a proxy that cannot run a script over two slots: then no value could be stored.
    private async Task ProbeAsync()
    {
        if (_isProbed || _session.Link.IsCluster)
        {
            return;
        }

        RedisKey[] keys = [_session.Keys.Value(""), _session.Keys.Patterns.Sequence];
        await _session
            .Commands.ScriptAsync(RedisScripts.Probe, keys, [], _session.Commands.NewDeadline())
            .ConfigureAwait(false);
        _isProbed = true;
    }

    private async Task<Primaries?> FindPrimariesAsync()
    {
        if (await _session.Link.FindPrimariesAsync().ConfigureAwait(false) is not { } servers)
        {
            return null;
        }

        if (await Primaries.FindAsync(servers, _session).ConfigureAwait(false) is { } primaries)
        {
            return primaries;
        }

        // The client looks for the new primary among the servers that it knows; where there is none, the name may lead to
        // another one by now.
        _session.Breaker.ReportAway("demoted primary", _session.Options.OperationTimeout);
        await _session.Link.LookAgainAsync().ConfigureAwait(false);
        if (await _session.Link.FindPrimariesAsync().ConfigureAwait(false) is null)
        {
            await _session.Link.ReplaceAsync().ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>Makes sure that there is an epoch that holds; returns it, and where the removals stand in it.</summary>
    private async Task<(ulong Epoch, long Removed)> EnsureAsync(Primaries primaries, bool reconnected)
    {
        DateTimeOffset sent = _session.Time.GetUtcNow();
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
            _session.Keys.Channel(_session.Commands.Database),
            .. primaries.Others.SelectMany(other => new RedisValue[] { other.RunId, other.Slots }),
        ];
        RedisResult result = await _session
            .Commands.ScriptAsync(
                RedisScripts.Ensure,
                [.. _session.Keys.Patterns.All, .. _session.Keys.Removals.All],
                values,
                _session.Commands.NewDeadline()
            )
            .ConfigureAwait(false);
        if (
            (string[]?)result is not [var patterns, var removals, var now]
            || !Sequence.TryParse(patterns, out Sequence log)
            || !Sequence.TryParse(removals, out Sequence removed)
        )
        {
            throw _session.Commands.Fail(
                "newer protocol (processes of a later version share this Redis and KeyPrefix)"
            );
        }

        _local.Forms.Clock.Adjust(now, sent);
        return (log.Epoch, removed.Number);
    }
}
