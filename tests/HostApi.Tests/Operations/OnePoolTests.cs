using LearningStudio.HostApi.Adapters;
using LearningStudio.Moderation;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Sql;
using LearningStudio.Repositories;
using LearningStudio.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace LearningStudio.HostApi.Tests.Operations;

/// <summary>The forum and moderation use one database and one pool, however the forum's options name it.</summary>
public sealed class OnePoolTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Server_HasOnePool(bool byDataSource)
    {
        await using ForumDatabase database = await ForumDatabase.CreateAsync(await PostgreSqlServer.SharedAsync());
        await using NpgsqlDataSource given = NpgsqlDataSource.Create(database.ConnectionString);
        await using (
            ServiceProvider services = Build(o =>
                _ = byDataSource ? o.UsePostgreSql(given) : o.UsePostgreSql(database.ConnectionString)
            )
        )
        {
            NpgsqlDataSource pool = PoolOf(services).ShouldNotBeNull();

            services.GetRequiredService<IOptions<ModerationSqlOptions>>().Value.FindDataSource().ShouldBeSameAs(pool);
            ReferenceEquals(pool, given).ShouldBe(byDataSource);
            await services.GetRequiredService<ModerationSchema>().MigrateAsync();
            (await services.GetRequiredService<IReviewQueue>().CountPendingAsync()).ShouldBe(0);
        }

        // What was given is its owner's to dispose.
        await using NpgsqlConnection after = await given.OpenConnectionAsync();
    }

    [Theory]
    [InlineData("Host=nowhere.invalid", 200)]
    [InlineData("Host=nowhere.invalid;Max Auto Prepare=0", 0)]
    public async Task Pool_PreparesStatementsUnlessItsStringSaysOtherwise(string connectionString, int prepared)
    {
        await using ServiceProvider services = Build(o => o.UsePostgreSql(connectionString));

        new NpgsqlConnectionStringBuilder(PoolOf(services).ShouldNotBeNull().ConnectionString).MaxAutoPrepare.ShouldBe(
            prepared
        );
    }

    [Fact]
    public async Task File_IsTheSame()
    {
        await using ServiceProvider services = Build(o => o.UseSqlite("Data Source=forum.db"));

        PoolOf(services).ShouldBeNull();
        services.GetRequiredService<IOptions<ModerationSqlOptions>>().Value.Sqlite.ShouldBe("Data Source=forum.db");
    }

    [Theory]
    [InlineData("Host=x;Password=secret;Nonsense=1", "PostgreSql is not a connection string")]
    [InlineData("Host=x;Port=secret", "PostgreSql is not a connection string")]
    [InlineData("Database=x;Password=secret", "PostgreSql must name a host")]
    public async Task WrongString_IsRefusedWithoutRepeatingIt(string connectionString, string error)
    {
        await using ServiceProvider services = Build(o => o.UsePostgreSql(connectionString));

        var refused = Should.Throw<OptionsValidationException>(() => PoolOf(services));

        refused.Failures.ShouldHaveSingleItem().ShouldStartWith(error);
        refused.ToString().ShouldNotContain("secret");
    }

    private static NpgsqlDataSource? PoolOf(IServiceProvider services) =>
        services.GetRequiredService<IOptions<ForumRepositoriesOptions>>().Value.FindDataSource();

    private static ServiceProvider Build(Action<ForumRepositoriesOptions> forum)
    {
        var services = new ServiceCollection();
        services.AddLearningStudioModeration();
        services.AddModerationTables();
        services.AddLearningStudioRepositories(forum);
        return services.BuildServiceProvider();
    }
}
