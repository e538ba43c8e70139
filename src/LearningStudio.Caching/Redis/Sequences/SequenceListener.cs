using LearningStudio.Caching.Diagnostics;
using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Redis.Connection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace LearningStudio.Caching.Redis.Sequences;

/// <summary>Takes what the other processes publish, message after message.</summary>
/// <remarks>
/// Where the account may not listen, or the server has no messages, the heartbeat alone brings what others invalidate.
/// </remarks>
internal sealed class SequenceListener(
    RedisSession session,
    InvalidationSequences sequences,
    Heartbeat heartbeat,
    ILogger logger
)
{
    private const int MaxFailures = 10;
    private string? _refusal;
    private int _failures;

    /// <summary>Why no messages are heard; null where they are.</summary>
    public string? Refusal => Volatile.Read(ref _refusal);

    /// <summary>Begins to listen; does nothing when it listens already, or was refused.</summary>
    public async Task ListenAsync()
    {
        try
        {
            await session
                .Link.SubscribeAsync(
                    RedisChannel.Literal(session.Keys.Channel(session.Commands.Database)),
                    message => TakeAsync(message.Message)
                )
                .ConfigureAwait(false);
            _failures = 0;
            Volatile.Write(ref _refusal, null);
        }
        catch (Exception failure) when (failure is RedisServerException || ++_failures >= MaxFailures)
        {
            // A second connection that is refused again and again is no reason to do without the first.
            string reason = FaultReason.From(failure);
            if (Interlocked.Exchange(ref _refusal, reason) is null)
            {
                logger.MessagesRefused(reason, session.Options.HeartbeatInterval);
            }
        }
    }

    public Task TakeAsync(ReadOnlyMemory<byte> message)
    {
        if (
            !SequenceMessage.TryParse(
                message.Span,
                out char kind,
                out Sequence previous,
                out long number,
                out ReadOnlySpan<byte> members
            )
        )
        {
            return Task.CompletedTask;
        }

        // As a rule the process has sent it itself, and knows by the answer.
        SequenceReplica replica = kind is SequenceSettings.Removals ? sequences.Removed : sequences.Log;
        var end = new Sequence(previous.Epoch, number);
        if (replica.Compare(end) is SequenceRelation.Known)
        {
            return Task.CompletedTask;
        }

        // What a later version of the cache has sent, and this one cannot read, is fetched like what was lost.
        SequenceRelation relation = SequenceMessage.TryParseMembers(
            members,
            out IReadOnlyList<InvalidationTarget> items
        )
            ? replica.Apply(new SequenceStep(previous.Epoch, previous.Number, number, items))
            : SequenceRelation.Ahead;
        return relation switch
        {
            SequenceRelation.Ahead => FollowAsync(
                sequences.CatchUpAsync(replica, end, session.Commands.NewDeadline()).AsTask()
            ),
            // It may be late, from before the last recovery: Redis knows which epoch it is.
            SequenceRelation.Foreign => FollowAsync(heartbeat.BeatAsync()),
            _ => Task.CompletedTask,
        };
    }

    private static async Task FollowAsync(Task following)
    {
        try
        {
            await following.ConfigureAwait(false);
        }
        catch (RedisUnavailableException)
        {
            // The breaker is open; closing it loads everything.
        }
    }
}
