namespace LearningStudio.Repositories.Rows;

internal sealed class TopicRow
{
    public long Id { get; init; }
    public long ForumId { get; init; }
    public long? AuthorId { get; init; }
    public string? AuthorName { get; init; }
    public string Title { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public bool IsPinned { get; init; }
    public bool IsLocked { get; init; }
    public bool IsApproved { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }
    public int ViewCount { get; init; }
    public int PostCount { get; init; }
    public int ReplyCount { get; init; }
    public long? LastPostId { get; init; }
    public DateTimeOffset LastPostAt { get; init; }
}
