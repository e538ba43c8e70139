using LearningStudio.Repositories.Schema;
using Microsoft.Extensions.Hosting;

namespace LearningStudio.Repositories.Tests.Schema;

public sealed class ForumSchemaTestsOnSqlite : ForumSchemaTests<Sqlite>;

public sealed class ForumSchemaTestsOnPostgreSql : ForumSchemaTests<PostgreSql>;

public abstract class ForumSchemaTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private static readonly string[] Scripts =
    [
        "0001-forum.sql",
        "0003-rollups.sql",
        "0006-outbox.sql",
        "0007-review-decisions.sql",
        "0008-audit.sql",
        "0009-accounts.sql",
    ];

    private readonly TestForum<TEngine> _database = new(isMigrated: false);

    private ForumSchema Schema => _database.Get<ForumSchema>();

    public Task InitializeAsync() => _database.InitializeAsync();

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Migrations_RunOnceAndNameThemselves()
    {
        IReadOnlyList<string> ran = await Schema.MigrateAsync();

        // The journal of each database holds these names: under another one, a migration would run again.
        string folder = _database.IsPostgreSql ? "PostgreSql" : "Sqlite";
        ran.ShouldBe(Scripts.Select(script => $"LearningStudio.Repositories.Schema.{folder}.{script}"));
        (await Schema.MigrateAsync()).ShouldBeEmpty();
        await Schema.CheckAsync();
    }

    [Fact]
    public async Task FailedMigration_IsNamedAndLeavesNothing()
    {
        await _database.ExecuteAsync("CREATE TABLE topics (x integer)");

        var failed = await Should.ThrowAsync<InvalidOperationException>(() => Schema.MigrateAsync());

        failed.Message.ShouldContain("0001-forum");
        failed.InnerException.ShouldNotBeNull();
        await _database.ExecuteAsync("CREATE TABLE users (x integer); DROP TABLE users; DROP TABLE topics");
        (await Schema.MigrateAsync()).Count.ShouldBe(Scripts.Length);
    }

    [Theory]
    [InlineData("DROP TABLE forum_daily", "table forum_daily (")]
    [InlineData("ALTER TABLE posts RENAME COLUMN reply_to_id TO parent_id", "need: column posts.reply_to_id. Run")]
    [InlineData("DROP TABLE forum_outbox", "table forum_outbox (")]
    [InlineData("DROP TABLE audit_log", "table audit_log (")]
    [InlineData("ALTER TABLE post_revisions RENAME COLUMN text TO body", "need: column post_revisions.text. Run")]
    public async Task Start_NamesWhatIsMissing(string change, string named)
    {
        await Schema.MigrateAsync();
        await _database.ExecuteAsync(change);
        using IHost host = BuildHost(_ => { });

        var refused = await Should.ThrowAsync<InvalidOperationException>(() => host.StartAsync());

        refused.Message.ShouldContain(named);
        refused.Message.ShouldEndWith("Run ForumSchema.MigrateAsync before the host starts.");
    }

    [Fact]
    public async Task EmptyDatabase_IsRefusedUnlessTheCheckIsOff()
    {
        using IHost checking = BuildHost(_ => { });
        using IHost trusting = BuildHost(o => o.CheckTables = false);

        (await Should.ThrowAsync<InvalidOperationException>(() => checking.StartAsync())).Message.ShouldContain(
            "table users ("
        );
        await trusting.StartAsync();
        await trusting.StopAsync();
    }

    [Fact]
    public async Task MigratedDatabase_LetsTheHostStart()
    {
        await Schema.MigrateAsync();
        using IHost host = BuildHost(_ => { });

        await host.StartAsync();
        await host.StopAsync();
    }

    private IHost BuildHost(Action<ForumRepositoriesOptions> configure)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddLearningStudioRepositories(o =>
        {
            _database.Engine.Use(o);
            configure(o);
        });
        return builder.Build();
    }
}
