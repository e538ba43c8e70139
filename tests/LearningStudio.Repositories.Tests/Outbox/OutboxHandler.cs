using System.Collections.Concurrent;

namespace LearningStudio.Repositories.Tests.Outbox;

/// <summary>Keeps what it was given; fails while it is told to.</summary>
internal sealed class OutboxHandler : IForumEventHandler
{
    private readonly ConcurrentQueue<IReadOnlyList<ForumEvent>> _calls = new();

    public IReadOnlyList<IReadOnlyList<ForumEvent>> Calls => [.. _calls];

    public IReadOnlyList<ForumEvent> Events => [.. _calls.SelectMany(call => call)];

    /// <summary>Which calls fail; none by default.</summary>
    public Func<IReadOnlyList<ForumEvent>, bool> Fails { get; set; } = _ => false;

    public async Task HandleAsync(IReadOnlyList<ForumEvent> events)
    {
        await Task.Yield();
        if (Fails(events))
        {
            throw new TimeoutException("secret");
        }

        _calls.Enqueue(events);
    }
}
