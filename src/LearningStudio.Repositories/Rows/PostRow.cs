namespace LearningStudio.Repositories.Rows;

internal sealed class PostRow
{
    public long Id { get; init; }
    public long TopicId { get; init; }
    public long ForumId { get; init; }
    public long? AuthorId { get; init; }
    public string? AuthorName { get; init; }
    public long? ReplyToId { get; init; }
    public string Body { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? EditedAt { get; init; }
    public int UpVotes { get; init; }
    public int DownVotes { get; init; }
    public bool IsApproved { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }
}
