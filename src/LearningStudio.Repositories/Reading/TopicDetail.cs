namespace LearningStudio.Repositories.Reading;

/// <summary>A topic with the forum it stands in; its posts come by page.</summary>
/// <param name="Id">The topic's id.</param>
/// <param name="ForumId">The id of its forum.</param>
/// <param name="ForumName">The name of its forum.</param>
/// <param name="Slug">Its name in addresses; null where the tables give it none.</param>
/// <param name="Title">Its title.</param>
/// <param name="Author">Who opened it.</param>
/// <param name="CreatedAt">When it was opened, in UTC.</param>
/// <param name="IsPinned">Whether it stands before the others.</param>
/// <param name="IsLocked">Whether it takes no more posts.</param>
/// <param name="ViewCount">How often it was read.</param>
/// <param name="PostCount">Visible posts, the opening post and comments included.</param>
/// <param name="ReplyCount">Visible posts that answer the opening post; comments on posts are not replies.</param>
public sealed record TopicDetail(
    long Id,
    long ForumId,
    string ForumName,
    string? Slug,
    string Title,
    Author Author,
    DateTimeOffset CreatedAt,
    bool IsPinned,
    bool IsLocked,
    int ViewCount,
    int PostCount,
    int ReplyCount
);
