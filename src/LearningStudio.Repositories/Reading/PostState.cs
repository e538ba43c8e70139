namespace LearningStudio.Repositories.Reading;

/// <summary>What a write needs to know of a post.</summary>
/// <param name="Id">The post's id.</param>
/// <param name="TopicId">Its topic.</param>
/// <param name="ForumId">Its topic's forum.</param>
/// <param name="AuthorId">Who wrote it; null for a guest.</param>
/// <param name="AuthorTrustLevel">The author's trust level; null without an account.</param>
/// <param name="IsApproved">Whether it has been approved, or needed no approval.</param>
/// <param name="IsDeleted">Whether it is deleted.</param>
public sealed record PostState(
    long Id,
    long TopicId,
    long ForumId,
    long? AuthorId,
    int? AuthorTrustLevel,
    bool IsApproved,
    bool IsDeleted
);
