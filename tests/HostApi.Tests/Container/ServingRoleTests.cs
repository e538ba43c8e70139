using System.Text.Json;
using LearningStudio.HostApi.Tests.Writing;
using LearningStudio.Moderation.Review;
using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Outbox;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace LearningStudio.HostApi.Tests.Container;

/// <summary>A host serves under a role that may change rows and no table, over a schema that another role made.</summary>
public sealed class ServingRoleTests(ServingRoleTests.Deployed deployed) : IClassFixture<ServingRoleTests.Deployed>
{
    private readonly ForumDatabase _database = deployed.Database;

    [Fact]
    public async Task WholeDay_NeedsNoMore()
    {
        await using ForumHost host = DeployFolder.Serve(_database);
        using var author = new ForumClient(host, "Demo demo1");
        using var reader = new ForumClient(host, "Demo demo2");
        using var admin = new ForumClient(host, "Demo demo4");

        JsonElement topic = await author.PostAsync(
            "topics",
            new
            {
                forumId = 1,
                title = "A day",
                body = "Good morning",
            }
        );
        string topicId = topic.GetProperty("topicId").ToString();
        JsonElement reply = await reader.PostAsync($"topics/{topicId}/posts", new { body = "Good evening" });
        string postId = reply.GetProperty("postId").ToString();
        await reader.PostAsync($"posts/{postId}/edits", new { body = "Good night" });
        await author.PostAsync($"topics/{topicId}/edits", new { title = "A long day" });
        await author.PostAsync($"posts/{postId}/reports", new { reason = "spam" });
        await ModerateAsync(admin);
        await ReadAsync(reader, topicId);
        (await reader.SendAsync(HttpMethod.Delete, $"posts/{postId}")).Status.ShouldBe(204);
        await MaintainAsync(host);

        host.Logs.GetSnapshot()
            .Where(line => line.Level >= LogLevel.Warning)
            .Select(line => $"{line.Message} {line.Exception?.Message}")
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("CREATE TABLE mine (id int)")]
    [InlineData("CREATE TEMP TABLE mine (id int)")]
    [InlineData("ALTER TABLE posts ADD COLUMN mine int")]
    [InlineData("DROP TABLE posts")]
    [InlineData("TRUNCATE posts CASCADE")]
    [InlineData("CREATE INDEX mine ON posts (id)")]
    [InlineData("CREATE SCHEMA mine")]
    [InlineData("CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'")]
    [InlineData("CREATE ROLE mine")]
    [InlineData("GRANT ALL ON posts TO PUBLIC WITH GRANT OPTION")]
    public async Task Schema_IsNotItsToChange(string statement)
    {
        await using NpgsqlDataSource serving = NpgsqlDataSource.Create(
            DeployFolder.As(_database, DeployFolder.Serving).ConnectionString
        );
        await using NpgsqlCommand command = serving.CreateCommand(statement);

        PostgresException refusal = await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        refusal.SqlState.ShouldBeOneOf("42501", "0LP01");
    }

    private static async Task ModerateAsync(ForumClient admin)
    {
        JsonElement queue = await admin.GetAsync("moderation/queue");
        string review = queue.GetProperty("items")[0].GetProperty("item").GetProperty("id").ToString();
        JsonElement claim = await admin.PostAsync($"moderation/queue/{review}/claim");
        await admin.PostAsync(
            $"moderation/queue/{review}/release",
            new { fence = claim.GetProperty("fence").GetInt64() }
        );
        await admin.PostAsync($"moderation/queue/{review}/reject");
        await admin.PostAsync($"moderation/queue/{review}/undo");
        await admin.PostAsync($"moderation/queue/{review}/approve");
        await admin.GetAsync("moderation/analytics");
        await admin.PostAsync("operations/invalidations", new { everything = true });
    }

    private static async Task ReadAsync(ForumClient reader, string topicId)
    {
        string[] addresses =
        [
            "forums",
            "forums/1",
            $"topics/{topicId}",
            "users/1/stats",
            "search?q=good",
            "statistics",
            "statistics/activity",
            "statistics/online",
            "statistics/trending",
        ];
        foreach (string address in addresses)
        {
            await reader.GetAsync(address);
        }
    }

    private static async Task MaintainAsync(ForumHost host)
    {
        await host.Get<IForumOutbox>().DeliverAsync();
        await host.Get<IForumPresence>().FlushAsync();
        await host.Get<IForumMaintenance>().RollUpAsync();
        (await host.Get<IForumMaintenance>().VerifyAsync()).ShouldBeEmpty();
        await host.Get<IForumMaintenance>().RebuildAsync();
        await host.Get<ReviewQueueService>().MaintainAsync();
    }

    /// <summary>A database that its owner has filled, for all tests.</summary>
    public sealed class Deployed : IAsyncLifetime
    {
        internal ForumDatabase Database { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Database = await DeployFolder.CreateDatabaseAsync();
            await DeployFolder.FillAsync(Database);
        }

        public async Task DisposeAsync() => await Database.DisposeAsync();
    }
}
