using LearningStudio.Repositories.Reading;

namespace LearningStudio.Repositories.Tests.Queries;

public sealed class BoundTestsOnSqlite : BoundTests<Sqlite>;

public sealed class BoundTestsOnPostgreSql : BoundTests<PostgreSql>;

/// <summary>Both ends of what reads take: the last value that is read, and the first that is refused.</summary>
public abstract class BoundTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private readonly TestForum<TEngine> _database = new();

    private IForumRepository Forums => _database.Get<IForumRepository>();

    private IPostRepository Posts => _database.Get<IPostRepository>();

    private IUserRepository Users => _database.Get<IUserRepository>();

    private ITopicRepository Topics => _database.Get<ITopicRepository>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SampleForum.LoadAsync(_database.Loader);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public async Task Limit_IsFrom1To1000(int limit, bool isTaken)
    {
        await TakesAsync(isTaken, () => Forums.SearchAsync("s", limit));
        await TakesAsync(isTaken, () => Users.GetSeenSinceAsync(SampleForum.Start, limit));
        await TakesAsync(isTaken, () => Users.GetActiveSinceAsync(SampleForum.Start, limit));
        await TakesAsync(
            isTaken,
            () =>
                Posts.GetRecentBodiesAsync(
                    new RecentPosts
                    {
                        AuthorId = 1,
                        TopicId = 1,
                        Since = SampleForum.Start,
                    },
                    limit
                )
        );
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public async Task Ids_AreAtMost1000(int count, bool isTaken)
    {
        long[] ids = [.. Enumerable.Range(1, count).Select(id => (long)id)];
        await TakesAsync(isTaken, () => Topics.GetByIdsAsync(ids));
        await TakesAsync(isTaken, () => Posts.GetByIdsAsync(ids));
        await TakesAsync(isTaken, () => Users.GetByIdsAsync(ids));
        await TakesAsync(isTaken, () => Users.GetPostCountsAsync(ids));
        await TakesAsync(isTaken, () => Posts.GetLocationsAsync(ids, []));
        await TakesAsync(isTaken, () => Posts.GetLocationsAsync([], ids));
    }

    [Theory]
    [InlineData(" ", false)]
    [InlineData("x", true)]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public async Task Text_IsFrom1To200Characters(object text, bool isTaken)
    {
        string sought = text as string ?? new string('x', (int)text);
        var first = PageRequest.First;
        await TakesAsync(isTaken, () => Forums.SearchAsync(sought));
        await TakesAsync(isTaken, () => Topics.SearchAsync(sought, first));
        await TakesAsync(isTaken, () => Posts.SearchAsync(sought, first));
        await TakesAsync(isTaken, () => Users.SearchAsync(sought, first));
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(1_000_000, 100, true)]
    [InlineData(0, 1, false)]
    [InlineData(1_000_001, 1, false)]
    [InlineData(1, 0, false)]
    [InlineData(1, 101, false)]
    public async Task Page_IsFrom1ToAMillionOfAtMost100(int number, int size, bool isTaken)
    {
        await TakesAsync(isTaken, () => Topics.ListRecentAsync(new PageRequest(number, size)));
        await TakesAsync(isTaken || number != 1, () => Topics.ListRecentAsync(PageRequest.After(null, size)));
    }

    [Fact]
    public async Task MorePinnedTopicsAndModeratorsThanAListHolds_AreCutOff()
    {
        IEnumerable<string> rows = Enumerable
            .Range(100, 1001)
            .Select(id => $"({id}, 3, 'x', TRUE, {Moment}, {Moment})");
        await _database.ExecuteAsync(
            $"INSERT INTO topics (id, forum_id, title, is_pinned, created_at, last_post_at) VALUES {string.Join(',', rows)}"
        );
        rows = Enumerable.Range(100, 1001).Select(id => $"({id}, 'name{id}', 'x', TRUE, {Moment})");
        await _database.ExecuteAsync(
            $"INSERT INTO users (id, username, display_name, is_moderator, joined_at) VALUES {string.Join(',', rows)}"
        );

        long[] lowest = [.. Enumerable.Range(100, 1000).Select(id => (long)id)];
        (await Topics.GetPinnedAsync(3)).Select(topic => topic.Id).ShouldBe(lowest.Select(id => id + 1).Reverse());
        (await Users.GetModeratorsAsync()).Select(user => user.User.Id!.Value).ShouldBe(lowest);
    }

    private string Moment => _database.IsPostgreSql ? "TIMESTAMPTZ '2026-01-01Z'" : "1767614400000";

    private static async Task TakesAsync<T>(bool isTaken, Func<Task<T>> read)
    {
        if (isTaken)
        {
            await read();
        }
        else
        {
            await Should.ThrowAsync<ArgumentException>(read);
        }
    }
}
