namespace LearningStudio.Benchmarks.Cache;

/// <summary>What a forum caches: a plain record.</summary>
public sealed record Topic(int Id, string Title, string Body, DateTimeOffset At)
{
    public static Topic Sample { get; } =
        new(7, "How do I cache a topic?", new string('x', 200), DateTimeOffset.UnixEpoch);
}
