namespace LearningStudio.Repositories.Reading;

/// <summary>A forum with its own figures; those of its subforums are not included.</summary>
/// <param name="Id">The forum's id.</param>
/// <param name="ParentId">The forum that holds it; null at the top, where categories stand.</param>
/// <param name="Name">Its name.</param>
/// <param name="Slug">Its name in addresses; unique.</param>
/// <param name="Description">What it is about; may be empty.</param>
/// <param name="TopicCount">Visible topics.</param>
/// <param name="PostCount">Visible posts, opening posts and comments included.</param>
/// <param name="RecentPosts">Visible posts since the window's <see cref="ActivityWindow.PostsSince"/>.</param>
/// <param name="ActiveUsers">Users who posted here since the window's <see cref="ActivityWindow.UsersSince"/>.</param>
/// <param name="LastPost">The latest visible post; null without one.</param>
public sealed record ForumSummary(
    long Id,
    long? ParentId,
    string Name,
    string Slug,
    string Description,
    int TopicCount,
    int PostCount,
    int RecentPosts,
    int ActiveUsers,
    LastPost? LastPost
);
