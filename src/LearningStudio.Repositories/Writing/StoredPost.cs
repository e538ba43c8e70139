namespace LearningStudio.Repositories.Writing;

/// <summary>A post that was stored, with the place it stands in.</summary>
internal sealed record StoredPost(
    long Id,
    long ForumId,
    long? ParentForumId,
    string TopicTitle,
    bool IsTopicVisible,
    string? AuthorName
);
