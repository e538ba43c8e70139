namespace LearningStudio.Repositories.Reading;

/// <summary>A topic whose title, or a post whose body, holds the text sought.</summary>
/// <param name="TopicId">The topic's id.</param>
/// <param name="TopicTitle">The topic's title.</param>
/// <param name="PostId">The post's id; null where the title matched.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="CreatedAt">When it was written, in UTC.</param>
/// <param name="Excerpt">The first 200 characters of the post; empty where the title matched.</param>
public sealed record SearchHit(
    long TopicId,
    string TopicTitle,
    long? PostId,
    Author Author,
    DateTimeOffset CreatedAt,
    string Excerpt
);
