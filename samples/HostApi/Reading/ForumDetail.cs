using LearningStudio.Repositories.Reading;
using LearningStudio.Statistics;

namespace LearningStudio.HostApi.Reading;

/// <summary>A forum with its figures and direct subforums.</summary>
internal sealed record ForumDetail(
    long Id,
    string Name,
    string Slug,
    string Description,
    LastPost? LastPost,
    ForumStatistics Statistics,
    IReadOnlyList<ForumNode> Forums
);
