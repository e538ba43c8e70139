namespace LearningStudio.BeforeApi.Moderation;

/// <summary>An open review as the old page showed it.</summary>
internal sealed class QueueItem
{
    public long Id { get; set; }
    public string TargetKind { get; set; } = "";
    public long TargetId { get; set; }
    public string Type { get; set; } = "";
    public int Priority { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public long? ReportedUserId { get; set; }
    public string? ReportedUser { get; set; }
    public string? ClaimedBy { get; set; }
    public string? DecidedBy { get; set; }
    public long? TopicId { get; set; }
    public string? TopicTitle { get; set; }
    public int? TrustLevel { get; set; }
    public long? ForumId { get; set; }
    public int AuthorPosts { get; set; }
}
