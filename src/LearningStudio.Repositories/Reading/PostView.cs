namespace LearningStudio.Repositories.Reading;

/// <summary>A post as its topic shows it.</summary>
/// <param name="Id">The post's id.</param>
/// <param name="ReplyToId">The post it comments on; null for an opening post or a reply to it.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="AuthorTrustLevel">The author's trust level, from 0; null without an account.</param>
/// <param name="Body">Its text, as it was written.</param>
/// <param name="CreatedAt">When it was written, in UTC.</param>
/// <param name="EditedAt">When it was last edited, in UTC; null if never.</param>
/// <param name="Score">Votes for it less votes against it.</param>
/// <param name="IsApproved">Whether everybody sees it; false for a post that waits, shown to its author and moderators.</param>
public sealed record PostView(
    long Id,
    long? ReplyToId,
    Author Author,
    int? AuthorTrustLevel,
    string Body,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EditedAt,
    int Score,
    bool IsApproved = true
);
