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
    private const int MembersAtOnce = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private readonly RedisNode _node;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _firstAttempt = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _recovering;

    public Recovery(RedisNode node, TimeProvider time)
    {
        _node = node;
        _time = time;
        _recovering = Task.Run(RunAsync);
    }

    /// <summary>Ends when Redis was tried for the first time, with or without success.</summary>
    public Task FirstAttempt => _firstAttempt.Task;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _recovering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        while (true)
        {
            await _node.Gate.Opened.WaitAsync(_stopping.Token).ConfigureAwait(false);
            bool closed = await TryRecoverAsync().ConfigureAwait(false);
            _firstAttempt.TrySetResult();
            if (!closed)
            {
                await Task.Delay(Interval, _time, _stopping.Token).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> TryRecoverAsync()
    {
        try
        {
            await _node.Link.SubscribeAsync(_node.Keys.Channel, HandleAsync).ConfigureAwait(false);
            long faults = _node.Gate.Faults;
            return await FindRunIdsAsync().ConfigureAwait(false) is { } runIds
                && await TryCloseAsync(faults, runIds).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever fails, the next attempt comes soon.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private async Task<bool> TryCloseAsync(long faults, string runIds)
    {
        long asked = _time.GetTimestamp();
        await EnsureAsync(runIds).ConfigureAwait(false);
        await ReplayAsync().ConfigureAwait(false);
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
                _node.RunIds = runIds;
                _node.Log.Attach(log);
                _node.Removed.Attach(removed);
            },
            _node.TrustedUntil(asked)
        );
    }

    private async Task HandleAsync(ChannelMessage message)
    {
        ReadOnlyMemory<byte> bytes = message.Message;
        if (SequenceMessage.TryParse(bytes.Span, out char kind, out SequenceStep step))
        {
            try
            {
                await _node
                    .TakeAsync(kind is SequenceSettings.Removals ? _node.Removed : _node.Log, step)
                    .ConfigureAwait(false);
            }
            catch (RedisUnavailableException)
            {
                // The gate is open; closing it loads everything.
            }
        }
    }

    // Where run ids may not be asked every recovery counts as a restart: a random id matches no recorded one.
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
                    primary.ExecuteAsync("EVAL", RedisScripts.RunId, 0),
                    _node.Commands.NewDeadline()
                )
                .ConfigureAwait(false);
            runIds.Add(runId.ToString() is { Length: > 0 } known ? known : Sequence.FormatEpoch(Random()));
        }

        runIds.Sort(StringComparer.Ordinal);
        return string.Join(',', runIds);
    }

    private async Task EnsureAsync(string runIds) =>
        await _node
            .Commands.BoundedAsync(
                _node.Commands.ScriptAsync(
                    RedisScripts.Ensure,
                    [.. _node.Keys.Patterns.All, .. _node.Keys.Removals.All],
                    [Sequence.FormatEpoch(Random()), runIds]
                ),
                _node.Commands.NewDeadline()
            )
            .ConfigureAwait(false);

    private async Task ReplayAsync()
    {
        while (_node.Gate.ReadJournal() is { Length: > 0 } pending)
        {
            foreach (KeyValuePair<InvalidationTarget, long>[] part in pending.Chunk(MembersAtOnce))
            {
                await ReplayAsync([.. part.Select(item => item.Key)]).ConfigureAwait(false);
                _node.Gate.Confirm(part);
            }
        }
    }

    // A set that timed out may still be on its way: beside the removal the log says that what is older is dead.
    private async Task ReplayAsync(InvalidationTarget[] targets)
    {
        string[] removed =
        [
            .. targets.Where(target => target.Kind is InvalidationKind.Key).Select(target => target.Text),
        ];
        if (removed.Length > 0)
        {
            await _node.Removals.RemoveAsync(removed, _node.Keys, _node.Commands.NewDeadline()).ConfigureAwait(false);
        }

        InvalidationTarget[] records =
        [
            .. targets.Where(target => target.Kind is not InvalidationKind.Key),
            .. removed.Select(key => InvalidationTarget.OfPattern(GlobPattern.Escape(key))),
        ];
        await _node.Patterns.AppendAsync(records, [], _node.Commands.NewDeadline()).ConfigureAwait(false);
    }

    private static ulong Random() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
}
