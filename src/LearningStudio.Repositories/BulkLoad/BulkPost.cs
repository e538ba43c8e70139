namespace LearningStudio.Repositories.BulkLoad;

/// <summary>A post to load: an opening post or a reply names its topic, a comment the post it comments on.</summary>
/// <param name="Id">The post's id.</param>
/// <param name="TopicId">The topic; ignored for a comment, which stands where its post stands.</param>
/// <param name="ReplyToId">The post commented on; null for an opening post or a reply.</param>
/// <param name="AuthorId">Who wrote it; null for a guest.</param>
/// <param name="AuthorName">The guest's name, if known.</param>
/// <param name="Body">Its text.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="EditedAt">When it was last edited; null if never.</param>
/// <param name="UpVotes">Votes for it.</param>
/// <param name="DownVotes">Votes against it.</param>
public sealed record BulkPost(
    long Id,
    long? TopicId,
    long? ReplyToId,
    long? AuthorId,
    string? AuthorName,
    string Body,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EditedAt = null,
    int UpVotes = 0,
    int DownVotes = 0
);
