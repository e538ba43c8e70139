using LearningStudio.Repositories;
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
                new BulkForum(null, $"c{c}", $"Category {c}", "", c),
                cancellationToken
            );
        }

        for (int f = 0; f < size.Forums; f++)
        {
            var forum = new BulkForum(categories[f % categories.Length], $"f{f}", $"Forum {f}", $"About {f}", f);
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
        new(id, $"user{id}", $"User {id}", id % 5, BenchmarkForum.Now.AddDays(-id), BenchmarkForum.Now.AddMinutes(-id));

    private static BulkTopic Topic(long forum, int id) =>
        new(
            id,
            forum,
            Author(id),
            null,
            $"Topic {id}",
            BenchmarkForum.Now.AddHours(-id % 997).AddDays(-1),
            ViewCount: id
        );

    private IEnumerable<BulkPost> Posts(BulkTopic topic) =>
        Enumerable
            .Range(0, size.PostsPerTopic)
            .Select(p => new BulkPost(
                ((topic.Id - 1) * size.PostsPerTopic) + p + 1,
                topic.Id,
                null,
                Author((int)topic.Id + p),
                null,
                $"Post {p} of topic {topic.Id}: {new string('x', 200)}",
                // From the opening of the topic to a moment of its own just before now.
                topic.CreatedAt
                    + ((BenchmarkForum.Now.AddSeconds(-topic.Id) - topic.CreatedAt) * p / (size.PostsPerTopic - 1))
            ));

    private static long Author(int number) => (number * 7 % BenchmarkForum.Users) + 1;
}
