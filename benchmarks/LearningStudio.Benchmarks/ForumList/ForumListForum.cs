using LearningStudio.Repositories;

namespace LearningStudio.Benchmarks.ForumList;

/// <summary>A forum of the list.</summary>
public sealed record ForumListForum(
    long Id,
    string Name,
    string Slug,
    string Description,
    int TopicsCount,
    int PostsCount,
    LastPost? LastPost,
    int OnlineUsers,
    int WeeklyPosts,
    bool Trending
);
