namespace LearningStudio.Repositories.Writing;

/// <summary>A topic to open with its first post.</summary>
/// <param name="ForumId">Where.</param>
/// <param name="AuthorId">Who opens it.</param>
/// <param name="Title">Its title.</param>
/// <param name="Body">The text of its opening post.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="IsHeld">Whether it waits for approval.</param>
public sealed record NewTopic(
    long ForumId,
    long AuthorId,
    string Title,
    string Body,
    DateTimeOffset CreatedAt,
    bool IsHeld
);
