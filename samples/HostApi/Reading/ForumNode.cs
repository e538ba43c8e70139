using LearningStudio.Repositories.Reading;
using LearningStudio.Statistics;

namespace LearningStudio.HostApi.Reading;

/// <summary>A forum as the list shows it, with its subforums.</summary>
internal sealed record ForumNode(
    long Id,
    string Name,
    string Slug,
    string Description,
    int TopicCount,
    int PostCount,
    LastPost? LastPost,
    ForumActivity Stats,
    IReadOnlyList<ForumNode> Forums
)
{
    /// <summary>Makes a tree of forums; those without a parent among them stand at the top.</summary>
    public static IReadOnlyList<ForumNode> Tree(IReadOnlyList<ForumSummary> forums, ForumStatisticsService statistics)
    {
        HashSet<long> known = [.. forums.Select(forum => forum.Id)];
        ILookup<long?, ForumSummary> byParent = forums.ToLookup(forum =>
            forum.ParentId is { } parent && known.Contains(parent) ? parent : (long?)null
        );
        return Children(null);

        IReadOnlyList<ForumNode> Children(long? parent) =>
            [
                .. byParent[parent]
                    .Select(forum => new ForumNode(
                        forum.Id,
                        forum.Name,
                        forum.Slug,
                        forum.Description,
                        forum.TopicCount,
                        forum.PostCount,
                        forum.LastPost,
                        new ForumActivity(
                            forum.ActiveUsers,
                            forum.RecentPosts,
                            statistics.IsTrending(forum.RecentPosts)
                        ),
                        Children(forum.Id)
                    )),
            ];
    }
}
