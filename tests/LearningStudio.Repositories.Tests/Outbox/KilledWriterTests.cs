using System.Diagnostics;
using LearningStudio.Repositories.Outbox;
using LearningStudio.Repositories.Writer;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Repositories.Tests.Outbox;

public sealed class KilledWriterTestsOnSqlite : KilledWriterTests<Sqlite>
{
    protected override string[] Connection => ["sqlite", $"Data Source={Database.Engine.File}"];
}

public sealed class KilledWriterTestsOnPostgreSql : KilledWriterTests<PostgreSql>
{
    protected override string[] Connection => ["postgresql", Database.Engine.ConnectionString];
}

/// <summary>A process is killed after its commit and before its handlers: another one delivers the events.</summary>
public abstract class KilledWriterTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private readonly OutboxHandler _handler = new();

    protected KilledWriterTests() =>
        Database = new TestForum<TEngine>(services => services.AddSingleton<IForumEventHandler>(_handler));

    protected TestForum<TEngine> Database { get; }

    protected abstract string[] Connection { get; }

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        await SampleForum.LoadAsync(Database.Loader);
    }

    public Task DisposeAsync() => Database.DisposeAsync();

    [Fact]
    [Covers(FailurePoint.KilledAfterTheCommit)]
    public async Task EventsOfAKilledProcess_AreDeliveredByAnother()
    {
        string[] arguments = [typeof(DyingHandler).Assembly.Location, .. Connection, "write"];
        using Process process = Process.Start(
            new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        output.Trim().ShouldBe("committed");
        process.ExitCode.ShouldNotBeInRange(0, 2, "it is killed");

        await Poll.UntilAsync(async () => await Database.Get<IForumOutbox>().DeliverAsync() == 1);

        ForumEvent raised = _handler.Events.ShouldHaveSingleItem();
        (raised.Kind, raised.TopicId, raised.AuthorId).ShouldBe((ForumEventKind.PostCreated, 1, 2));
        (await Database.ScalarAsync<int>("SELECT CAST(COUNT(*) AS integer) FROM posts")).ShouldBe(13);
        (await Database.ScalarAsync<int>("SELECT CAST(COUNT(*) AS integer) FROM forum_outbox")).ShouldBe(0);
    }
}
