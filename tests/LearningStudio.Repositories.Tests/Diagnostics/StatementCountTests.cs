namespace LearningStudio.Repositories.Tests.Diagnostics;

/// <summary>Every read costs what its documentation says, whatever the number of rows.</summary>
public sealed class StatementCountTests
{
    private static readonly DateOnly Day = DateOnly.FromDateTime(SampleForum.Start.UtcDateTime);

    public static TheoryData<string, Func<ForumDatabase, Task>> Reads =>
        new()
        {
            { "forums", d => d.Get<IForumRepository>().ListAsync(SampleForum.Always) },
            { "forum", d => d.Get<IForumRepository>().FindWithChildrenAsync(1, SampleForum.Always) },
            { "totals", d => d.Get<IForumRepository>().GetTotalsAsync() },
            { "days", d => d.Get<IForumRepository>().GetDailyActivityAsync(Day, Day) },
            { "topic", d => d.Get<ITopicRepository>().FindAsync(1) },
            { "topics", d => d.Get<ITopicRepository>().GetForumPageAsync(2, new PageRequest(1, 100)) },
            { "posts", d => d.Get<IPostRepository>().GetTopicPageAsync(1, new PageRequest(1, 100)) },
            { "search", d => d.Get<IPostRepository>().SearchAsync("Reply", new PageRequest(1, 100)) },
            { "topic state", d => d.Get<ITopicRepository>().FindStateAsync(1) },
            { "post state", d => d.Get<IPostRepository>().FindStateAsync(1000) },
            { "viewer's topic", d => d.Get<ITopicRepository>().FindAsync(1, new Viewer(2, false)) },
            {
                "viewer's posts",
                d => d.Get<IPostRepository>().GetTopicPageAsync(1, new PageRequest(1), new Viewer(2, true))
            },
            {
                "recent bodies",
                d => d.Get<IPostRepository>().GetRecentBodiesAsync(new RecentPosts(1, 1, SampleForum.Start), 100)
            },
            { "places", d => d.Get<IPostRepository>().GetPlacesAsync([1000, 1001], [1]) },
            { "posts of author", d => d.Get<IPostRepository>().CountByAuthorAsync(1, SampleForum.Start) },
            { "account", d => d.Get<IUserRepository>().FindAccountAsync("USER1") },
            { "queue", d => d.Get<IReviewQueueRepository>().GetPendingAsync(SampleForum.Start, 0, 20) },
            { "queue count", d => d.Get<IReviewQueueRepository>().CountPendingAsync(1, "x") },
            { "queue figures", d => d.Get<IReviewQueueRepository>().GetFiguresAsync(SampleForum.Start) },
            { "user", d => d.Get<IUserRepository>().FindActivityAsync(1) },
            { "online", d => d.Get<IUserRepository>().CountSeenSinceAsync(SampleForum.Start) },
            { "online list", d => d.Get<IUserRepository>().ListSeenSinceAsync(SampleForum.Start, 100) },
        };

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task Read_CostsOneStatementAtAnySize(string read, Func<ForumDatabase, Task> act)
    {
        foreach ((int topics, int forums) in new[] { (1, 0), (50, 300) })
        {
            var database = new ForumDatabase();
            await database.InitializeAsync();
            await SampleForum.LoadAsync(database.Loader, topics, replies: 20, emptyForums: forums);

            using QueryScope scope = QueryScope.Begin();
            await act(database);

            scope.StatementCount.ShouldBe(1, $"{read} over {topics} topics");
            await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task OuterScopeEndedFirst_LeavesNoneBehind()
    {
        var database = new ForumDatabase();
        await database.InitializeAsync();
        QueryScope outer = QueryScope.Begin();
        QueryScope inner = QueryScope.Begin();

        outer.Dispose();
        await database.ScalarAsync<int>("SELECT 1");
        inner.Dispose();
        await database.ScalarAsync<int>("SELECT 1");

        (outer.StatementCount, inner.StatementCount).ShouldBe((0, 1));
        await database.DisposeAsync();
    }

    [Fact]
    public async Task NestedScopes_CountTowardsThoseAround()
    {
        var database = new ForumDatabase();
        await database.InitializeAsync();

        using QueryScope outer = QueryScope.Begin();
        await database.ScalarAsync<int>("SELECT 1");
        using (QueryScope inner = QueryScope.Begin())
        {
            await Task.WhenAll(
                Enumerable.Range(0, 20).Select(_ => Task.Run(() => database.ScalarAsync<int>("SELECT 1")))
            );
            inner.StatementCount.ShouldBe(20);
        }

        await database.ScalarAsync<int>("SELECT 1");
        outer.StatementCount.ShouldBe(22);
        var goOn = new TaskCompletionSource();
        Task running = Task.Run(async () =>
        {
            await goOn.Task;
            await database.ScalarAsync<int>("SELECT 1");
        });
        outer.Dispose();
        goOn.SetResult();
        await running;
        await database.ScalarAsync<int>("SELECT 1");
        outer.StatementCount.ShouldBe(22);
        await database.DisposeAsync();
    }
}
