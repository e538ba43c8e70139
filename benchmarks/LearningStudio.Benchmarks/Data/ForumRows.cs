using LearningStudio.Repositories.BulkLoad;

namespace LearningStudio.Benchmarks.Data;

/// <summary>The rows of a forum: users, categories, forums within them, topics and posts, the same each time.</summary>
internal sealed class ForumRows(ForumSize size)
{
    public async Task LoadAsync(IForumBulkLoad load, CancellationToken cancellationToken)
    {
        await load.AddUsersAsync([.. Enumerable.Range(1, BenchmarkForum.Users).Select(User)], cancellationToken);
        long[] categories = new long[BenchmarkForum.Categories];
        for (int c = 0; c < categories.Length; c++)
        {
            categories[c] = await load.EnsureForumAsync(
                new BulkForum
                {
                    Slug = $"c{c}",
                    Name = $"Category {c}",
                    Description = "",
                    Position = c,
                },
                cancellationToken
            );
        }

        for (int f = 0; f < size.Forums; f++)
        {
            var forum = new BulkForum
            {
                ParentId = categories[f % categories.Length],
                Slug = $"f{f}",
                Name = $"Forum {f}",
                Description = $"About {f}",
                Position = f,
            };
            long id = await load.EnsureForumAsync(forum, cancellationToken);
            BulkTopic[] topics =
            [
                .. Enumerable.Range(0, size.TopicsPerForum).Select(t => Topic(id, (f * size.TopicsPerForum) + t + 1)),
            ];
            await load.AddTopicsAsync(topics, cancellationToken);
            await load.AddPostsAsync([.. topics.SelectMany(Posts)], cancellationToken);
        }
    }

    private static BulkUser User(int id) =>
        new()
        {
            Id = id,
            Username = $"user{id}",
            DisplayName = $"User {id}",
            TrustLevel = id % 5,
            JoinedAt = BenchmarkForum.Now.AddDays(-id),
            LastSeenAt = BenchmarkForum.Now.AddMinutes(-id),
        };

    private static BulkTopic Topic(long forum, int id) =>
        new()
        {
            Id = id,
            ForumId = forum,
            AuthorId = Author(id),
            Title = $"Topic {id}",
            CreatedAt = BenchmarkForum.Now.AddHours(-id % 997).AddDays(-1),
            ViewCount = id,
        };

    private IEnumerable<BulkPost> Posts(BulkTopic topic) =>
        Enumerable
            .Range(0, size.PostsPerTopic)
            .Select(p => new BulkPost
            {
                Id = ((topic.Id - 1) * size.PostsPerTopic) + p + 1,
                TopicId = topic.Id,
                AuthorId = Author((int)topic.Id + p),
                Body = $"Post {p} of topic {topic.Id}: {new string('x', 200)}",
                // From the opening of the topic to a moment of its own just before now.
                CreatedAt =
                    topic.CreatedAt
                    + ((BenchmarkForum.Now.AddSeconds(-topic.Id) - topic.CreatedAt) * p / (size.PostsPerTopic - 1)),
            });

    private static long Author(int number) => (number * 7 % BenchmarkForum.Users) + 1;
}
