namespace LearningStudio.Repositories.Counters;

/// <summary>A post that may be its forum's last, with what a list shows of it.</summary>
internal sealed record NewestPost(
    long Id,
    DateTimeOffset At,
    long TopicId,
    string TopicTitle,
    long? AuthorId,
    string? AuthorName
);
