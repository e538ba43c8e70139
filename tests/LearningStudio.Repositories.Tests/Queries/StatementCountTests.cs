namespace LearningStudio.Repositories.Tests.Queries;

public sealed class StatementCountTestsOnSqlite : StatementCountTests<Sqlite>;

public sealed class StatementCountTestsOnPostgreSql : StatementCountTests<PostgreSql>;

/// <summary>Every read costs one statement, whatever the number of rows, and linq2db builds its SQL once.</summary>
public abstract class StatementCountTests<TEngine>
    where TEngine : ITestEngine, new()
{
    [Fact]
    public async Task EveryRead_CostsOneStatementAtTenRowsAndAtAThousand()
    {
        foreach ((int topics, int forums) in new[] { (10, 0), (1000, 300) })
        {
            var database = new TestForum<TEngine>();
            await database.InitializeAsync();
            await SampleForum.LoadAsync(database.Loader, topics, replies: 1, emptyForums: forums);
            foreach ((string name, Func<ITestForum, Task> read) in EveryRead.All)
            {
                using QueryScope scope = QueryScope.Begin(name);
                await read(database);
                scope.StatementCount.ShouldBe(1, $"{name} over {topics} topics");
            }

            await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task SecondRun_BuildsNoSql()
    {
        var database = new TestForum<TEngine>();
        await database.InitializeAsync();
        await SampleForum.LoadAsync(database.Loader);
        foreach ((string name, Func<ITestForum, Task> read) in EveryRead.All)
        {
            await read(database);
            using BuildCount builds = BuildCount.Begin();
            await read(database);
            await read(database);
            // The queue keeps its present form: it takes a string.
            if (!name.EndsWith("CountPendingAsync", StringComparison.Ordinal))
            {
                builds.Built.ShouldBe(0, name);
            }
        }

        await database.DisposeAsync();
    }

    [Fact]
    public void EveryReadOfTheInterfaces_IsListed()
    {
        Type[] repositories =
        [
            typeof(IForumRepository),
            typeof(ITopicRepository),
            typeof(IPostRepository),
            typeof(IUserRepository),
        ];

        repositories
            .SelectMany(type => type.GetMethods().Select(method => $"{type.Name}.{method.Name}"))
            .ShouldBeSubsetOf(EveryRead.All.Keys);
    }
}
