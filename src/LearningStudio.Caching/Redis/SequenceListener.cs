using LearningStudio.Caching.Invalidation;
using StackExchange.Redis;

namespace LearningStudio.Caching.Redis;

/// <summary>Takes what the other processes publish, message after message.</summary>
internal sealed class SequenceListener(RedisNode node)
{
    /// <summary>Begins to listen; does nothing when it listens already.</summary>
    public Task ListenAsync() =>
        node.Link.SubscribeAsync(
            RedisChannel.Literal(node.Keys.Channel(node.Commands.Database)),
            message => TakeAsync(message.Message)
        );

    public async Task TakeAsync(ReadOnlyMemory<byte> message)
    {
        if (!SequenceMessage.TryParse(message.Span, out char kind, out SequenceStep step))
        {
            return;
        }

        SequenceReplica replica = kind is SequenceSettings.Removals ? node.Removed : node.Log;
        try
        {
            Deadline deadline = node.Commands.NewDeadline();
            switch (replica.Apply(step))
            {
                case SequenceRelation.Ahead:
                    await node.CatchUpAsync(replica, step.End, deadline).ConfigureAwait(false);
                    break;
                case SequenceRelation.Foreign:
                    // It may be late, from before the last recovery: Redis knows which epoch it is.
                    await node.Heartbeat.BeatAsync().ConfigureAwait(false);
                    break;
            }
        }
        catch (RedisUnavailableException)
        {
            // The gate is open; closing it loads everything.
        }
    }
}
