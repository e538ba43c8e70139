using LearningStudio.Caching;
using LearningStudio.Repositories;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Benchmarks.Data;

/// <summary>A forum of known size in a database of its own: five categories, ten topics a forum, ten posts a topic.</summary>
public sealed class BenchmarkForum : IAsyncDisposable
{
    public const int Categories = 5;
    private const int TopicsPerForum = 10;
    private const int PostsPerTopic = 10;
    private const int Users = 500;

    /// <summary>The moment up to which there are posts; the last of each forum's are a few minutes old.</summary>
    public static readonly DateTimeOffset Now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("benchmark-");
    private readonly ServiceProvider _services;

    private BenchmarkForum() =>
        _services = new ServiceCollection()
            .AddLearningStudioRepositories(o =>
                o.UseSqlite($"Data Source={Path.Combine(_folder.FullName, "forum.db")}")
            )
            .AddLearningStudioCaching(o => o.Policies["all"] = new CachePolicy { Pattern = "*", Share = true })
            .BuildServiceProvider();

    public Func<ForumDb> Connect => _services.GetRequiredService<Func<ForumDb>>();

    public IForumRepository Forums => _services.GetRequiredService<IForumRepository>();

    public IUserRepository Members => _services.GetRequiredService<IUserRepository>();

    public HybridCache Cache => _services.GetRequiredService<HybridCache>();

    /// <summary>Makes a forum with so many forums below its categories.</summary>
    public static async Task<BenchmarkForum> CreateAsync(int forums)
    {
        var forum = new BenchmarkForum();
        await forum._services.GetRequiredService<ForumSchema>().MigrateAsync();
        await forum
            ._services.GetRequiredService<IForumBulkLoader>()
            .LoadAsync("benchmark", (load, ct) => FillAsync(load, forums, ct));
        return forum;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private static async Task FillAsync(IForumBulkLoad load, int forums, CancellationToken cancellationToken)
    {
        await load.AddUsersAsync([.. Enumerable.Range(1, Users).Select(User)], cancellationToken);
        var categories = new long[Categories];
        for (int c = 0; c < Categories; c++)
        {
            categories[c] = await load.EnsureForumAsync(
                new BulkForum(null, $"c{c}", $"Category {c}", "", c),
                cancellationToken
            );
        }

        for (int f = 0; f < forums; f++)
        {
            var forum = new BulkForum(categories[f % Categories], $"f{f}", $"Forum {f}", $"About {f}", f);
            long id = await load.EnsureForumAsync(forum, cancellationToken);
            BulkTopic[] topics =
            [
                .. Enumerable.Range(0, TopicsPerForum).Select(t => Topic(id, (f * TopicsPerForum) + t + 1)),
            ];
            await load.AddTopicsAsync(topics, cancellationToken);
            await load.AddPostsAsync([.. topics.SelectMany(Posts)], cancellationToken);
        }
    }

    private static BulkUser User(int id) =>
        new(id, $"user{id}", $"User {id}", id % 5, Now.AddDays(-id), Now.AddMinutes(-id));

    private static BulkTopic Topic(long forum, int id) =>
        new(id, forum, Author(id), null, $"Topic {id}", Now.AddHours(-id % 997).AddDays(-1), ViewCount: id);

    private static IEnumerable<BulkPost> Posts(BulkTopic topic) =>
        Enumerable
            .Range(0, PostsPerTopic)
            .Select(p => new BulkPost(
                ((topic.Id - 1) * PostsPerTopic) + p + 1,
                topic.Id,
                null,
                Author((int)topic.Id + p),
                null,
                $"Post {p} of topic {topic.Id}: {new string('x', 200)}",
                // From the opening of the topic to a moment of its own just before now.
                topic.CreatedAt + ((Now.AddSeconds(-topic.Id) - topic.CreatedAt) * p / (PostsPerTopic - 1))
            ));

    private static long Author(int number) => (number * 7 % Users) + 1;
}
