namespace LearningStudio.Repositories.Reading;

/// <summary>What a write needs to know of a topic.</summary>
/// <param name="Id">The topic's id.</param>
/// <param name="ForumId">Its forum.</param>
/// <param name="AuthorId">Who opened it; null for a guest.</param>
/// <param name="OpeningPostId">Its first post.</param>
/// <param name="IsLocked">Whether it takes no more posts.</param>
/// <param name="IsVisible">Whether everybody may see it.</param>
/// <param name="IsDeleted">Whether it is deleted.</param>
public sealed record TopicState(
    long Id,
    long ForumId,
    long? AuthorId,
    long? OpeningPostId,
    bool IsLocked,
    bool IsVisible,
    bool IsDeleted
);
