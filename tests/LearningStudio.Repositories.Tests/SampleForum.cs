using LearningStudio.Repositories.BulkLoad;
using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Writing;

namespace LearningStudio.Repositories.Tests;

/// <summary>A small forum of known content; times are minutes after <see cref="Start"/>.</summary>
internal static class SampleForum
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    public static ActivityWindow Always { get; } =
        new() { PostsSince = DateTimeOffset.UnixEpoch, UsersSince = DateTimeOffset.UnixEpoch };

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
                long category = await load.EnsureForumAsync(new BulkForum { Slug = "site", Name = "Site" }, ct);
                long first = await load.EnsureForumAsync(Forum(category, "first", "First", "About", 1), ct);
                await load.EnsureForumAsync(Forum(category, "second", "Second", "", 2), ct);
                for (int i = 0; i < emptyForums; i++)
                {
                    await load.EnsureForumAsync(Forum(first, $"empty-{i}", "Empty", "", 0), ct);
                }

                await load.AddTopicsAsync([.. Enumerable.Range(1, topics).Select(t => Topic(t, first))], ct);
                await load.AddPostsAsync([.. Enumerable.Range(1, topics).SelectMany(t => Posts(t, replies))], ct);
            }
        );

    /// <summary>A reply of Bob's to a topic, later than all others.</summary>
    public static NewPost Reply(long topic, int minute = 5000) =>
        new()
        {
            TopicId = topic,
            AuthorId = 2,
            Body = "text",
            CreatedAt = At(minute),
        };

    private static BulkForum Forum(long parent, string slug, string name, string description, int position) =>
        new()
        {
            ParentId = parent,
            Slug = slug,
            Name = name,
            Description = description,
            Position = position,
        };

    public static BulkUser User(long id, string name) =>
        new()
        {
            Id = id,
            Username = $"user{id}",
            DisplayName = name,
            TrustLevel = (int)id,
            JoinedAt = At((int)id),
            LastSeenAt = At((int)id),
        };

    public static BulkTopic Topic(long id, long forum, long? author = 1) =>
        new()
        {
            Id = id,
            ForumId = forum,
            AuthorId = author,
            Title = $"Topic {id}",
            CreatedAt = At((int)id * 100),
            ViewCount = 7,
        };

    /// <summary>The opening post t·1000, replies t·1000 + 1, …, and a comment on the opening post.</summary>
    public static IEnumerable<BulkPost> Posts(int topic, int replies)
    {
        int opening = topic * 1000;
        yield return new BulkPost
        {
            Id = opening,
            TopicId = topic,
            AuthorId = 1,
            Body = $"Opening {topic}",
            CreatedAt = At(topic * 100),
        };
        for (int r = 1; r <= replies; r++)
        {
            yield return new BulkPost
            {
                Id = opening + r,
                TopicId = topic,
                AuthorId = 2,
                Body = $"Reply {r}",
                CreatedAt = At((topic * 100) + r),
            };
        }

        int last = opening + replies + 1;
        yield return new BulkPost
        {
            Id = last,
            ReplyToId = opening,
            AuthorName = "Guest",
            Body = "Comment",
            CreatedAt = At((topic * 100) + replies + 1),
        };
    }
}
