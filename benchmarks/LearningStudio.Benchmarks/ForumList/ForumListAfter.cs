using LearningStudio.Benchmarks.Data;
using LearningStudio.Repositories;

namespace LearningStudio.Benchmarks.ForumList;

/// <summary>The forum list in three statements, whatever the number of forums: the list, the totals, the users online.</summary>
public sealed class ForumListAfter(BenchmarkForum forum)
{
    private static readonly ActivityWindow Window = new(
        BenchmarkForum.Now.AddDays(-7),
        BenchmarkForum.Now.AddMinutes(-15)
    );

    /// <summary>From the database.</summary>
    public async Task<ForumListAnswer> ReadAsync()
    {
        IReadOnlyList<ForumSummary> all = await forum.Forums.ListAsync(Window);
        ILookup<long?, ForumSummary> byParent = all.ToLookup(summary => summary.ParentId);
        return new ForumListAnswer(
            [
                .. byParent[null]
                    .Select(category => new ForumListCategory(
                        category.Id,
                        category.Name,
                        [.. byParent[category.Id].Select(Forum)]
                    )),
            ],
            await forum.Forums.GetTotalsAsync(),
            await forum.Members.CountSeenSinceAsync(Window.UsersSince)
        );
    }

    /// <summary>From the cache, once it has been read.</summary>
    public ValueTask<ForumListAnswer> ReadCachedAsync() =>
        forum.Cache.GetOrCreateAsync("forum:list:all", this, static async (self, _) => await self.ReadAsync());

    private static ForumListForum Forum(ForumSummary forum) =>
        new(
            forum.Id,
            forum.Name,
            forum.Slug,
            forum.Description,
            forum.TopicCount,
            forum.PostCount,
            forum.LastPost,
            forum.ActiveUsers,
            forum.RecentPosts,
            forum.RecentPosts > 5
        );
}
