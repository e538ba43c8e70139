namespace LearningStudio.Repositories.Rows;

internal sealed class ForumStatsRow
{
    public long ForumId { get; init; }
    public int TopicCount { get; init; }
    public int PostCount { get; init; }
    public long? LastPostId { get; init; }
    public DateTimeOffset? LastPostAt { get; init; }
    public long? LastTopicId { get; init; }
    public string? LastTopicTitle { get; init; }
    public long? LastAuthorId { get; init; }
    public string? LastAuthorName { get; init; }
}
