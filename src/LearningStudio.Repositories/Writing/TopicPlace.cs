namespace LearningStudio.Repositories.Writing;

/// <summary>A topic as a write finds it, locked until the end of the unit.</summary>
internal sealed record TopicPlace(
    long Id,
    long ForumId,
    long? ParentForumId,
    long? FirstPostId,
    bool IsVisible,
    bool IsDeleted,
    DateTimeOffset CreatedAt
);
