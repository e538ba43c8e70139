namespace LearningStudio.Repositories.Outbox;

/// <summary>Gives events to all handlers of this process. Thread-safe.</summary>
internal sealed class EventDelivery(IEnumerable<IForumEventHandler> handlers)
{
    private readonly IForumEventHandler[] _handlers = [.. handlers];

    public bool HasHandlers => _handlers.Length > 0;

    /// <summary>Calls every handler at once, whatever another does.</summary>
    /// <returns>What failed.</returns>
    public async Task<IReadOnlyList<HandlerFailure>> DeliverAsync(IReadOnlyList<ForumEvent> events)
    {
        Task[] calls = [.. _handlers.Select(handler => CallAsync(handler, events))];
        await Task.WhenAll(calls).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return
        [
            .. calls
                .Zip(_handlers)
                .Where(call => !call.First.IsCompletedSuccessfully)
                .Select(call => new HandlerFailure(
                    call.Second.GetType(),
                    call.First.Exception?.InnerException ?? new TaskCanceledException(call.First)
                )),
        ];
    }

    /// <summary>The last of each event, in their order: an earlier one says nothing that it does not.</summary>
    public static IReadOnlyList<ForumEvent> Merge(IReadOnlyList<ForumEvent> events)
    {
        var seen = new HashSet<ForumEvent>();
        ForumEvent[] merged = [.. events.Reverse().Where(seen.Add)];
        Array.Reverse(merged);
        return merged;
    }

    // A handler that throws at once fails like one that throws later.
    private static async Task CallAsync(IForumEventHandler handler, IReadOnlyList<ForumEvent> events) =>
        await handler.HandleAsync(events).ConfigureAwait(false);
}
