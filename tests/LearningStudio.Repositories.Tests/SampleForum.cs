using LearningStudio.Repositories.BulkLoad;
using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Writing;

namespace LearningStudio.Repositories.Tests;

/// <summary>A small forum of known content; times are minutes after <see cref="Start"/>.</summary>
internal static class SampleForum
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    public static ActivityWindow Always { get; } = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    public static DateTimeOffset At(int minutes) => Start.AddMinutes(minutes);

    /// <summary>One category with two forums; each of the given topics has the given replies and one comment.</summary>
    public static Task<BulkLoadResult> LoadAsync(
        IForumBulkLoader loader,
        int topics = 3,
        int replies = 2,
        int emptyForums = 0
    ) =>
        loader.LoadAsync(
            "sample",
            async (load, ct) =>
            {
                await load.AddUsersAsync([User(1, "Ann"), User(2, "Bob"), User(3, "Cid")], ct);
                long category = await load.EnsureForumAsync(new BulkForum(null, "site", "Site"), ct);
                long first = await load.EnsureForumAsync(new BulkForum(category, "first", "First", "About", 1), ct);
                await load.EnsureForumAsync(new BulkForum(category, "second", "Second", "", 2), ct);
                for (int i = 0; i < emptyForums; i++)
                {
                    await load.EnsureForumAsync(new BulkForum(first, $"empty-{i}", "Empty"), ct);
                }

                await load.AddTopicsAsync([.. Enumerable.Range(1, topics).Select(t => Topic(t, first))], ct);
                await load.AddPostsAsync([.. Enumerable.Range(1, topics).SelectMany(t => Posts(t, replies))], ct);
            }
        );

    /// <summary>A reply of Bob's to a topic, later than all others.</summary>
    public static NewPost Reply(long topic) => new(topic, null, 2, "text", At(5000), IsHeld: false);

    public static BulkUser User(long id, string name) => new(id, $"user{id}", name, (int)id, At((int)id), At((int)id));

    public static BulkTopic Topic(long id, long forum, long? author = 1) =>
        new(id, forum, author, null, $"Topic {id}", At((int)id * 100), ViewCount: 7);

    /// <summary>The opening post t·1000, replies t·1000 + 1, …, and a comment on the opening post.</summary>
    public static IEnumerable<BulkPost> Posts(int topic, int replies)
    {
        int opening = topic * 1000;
        yield return new BulkPost(opening, topic, null, 1, null, $"Opening {topic}", At(topic * 100));
        for (int r = 1; r <= replies; r++)
        {
            yield return new BulkPost(opening + r, topic, null, 2, null, $"Reply {r}", At((topic * 100) + r));
        }

        int last = opening + replies + 1;
        yield return new BulkPost(last, null, opening, null, "Guest", "Comment", At((topic * 100) + replies + 1));
    }
}
