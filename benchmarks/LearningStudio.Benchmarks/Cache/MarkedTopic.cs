using System.ComponentModel;

namespace LearningStudio.Benchmarks.Cache;

/// <summary>The same, marked for caches that look for the mark.</summary>
[ImmutableObject(true)]
public sealed record MarkedTopic(int Id, string Title, string Body, DateTimeOffset At)
{
    public static MarkedTopic Sample { get; } =
        new(7, "How do I cache a topic?", new string('x', 200), DateTimeOffset.UnixEpoch);
}
