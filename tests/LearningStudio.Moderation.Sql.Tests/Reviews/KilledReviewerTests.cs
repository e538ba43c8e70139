using System.Collections.Concurrent;
using System.Diagnostics;
using LearningStudio.Repositories.Reviewer;

namespace LearningStudio.Repositories.Tests.Queries;

/// <summary>Sixteen moderators in four processes, two of which are killed while they work.</summary>
public sealed class KilledReviewerTests : IAsyncLifetime
{
    private const int Processes = 4;
    private const int ModeratorsEach = 4;
    private readonly ConcurrentQueue<string> _raised = new();
    private readonly List<Process> _processes = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        foreach (Process process in _processes)
        {
            process.Kill();
            process.Dispose();
        }

        return Task.CompletedTask;
    }

    [Fact]
    public async Task OnPostgreSql_EveryEntryIsDecidedOnce()
    {
        var database = new TestForum<PostgreSql>();
        await database.InitializeAsync();
        await SurviveAsync(database, "postgresql", database.Engine.ConnectionString, entries: 10_000);
        await database.DisposeAsync();
    }

    [Fact]
    public async Task OnSqlite_EveryEntryIsDecidedOnce()
    {
        var database = new TestForum<Sqlite>();
        await database.InitializeAsync();
        await SurviveAsync(database, "sqlite", $"Data Source={database.Engine.File}", entries: 2000);
        await database.DisposeAsync();
    }

    private async Task SurviveAsync(ITestForum database, string engine, string connection, int entries)
    {
        await FillAsync(database, entries);
        for (int i = 0; i < Processes; i++)
        {
            Start(engine, connection, (1 + i) * 100);
        }

        await Poll.UntilAsync(() => Task.FromResult(_raised.Count > entries / 5));
        _processes[0].Kill();
        _processes[1].Kill();
        await Task.WhenAll(_processes.Select(process => process.WaitForExitAsync()));

        _processes.Skip(2).ShouldAllBe(process => process.ExitCode == 0);
        (await database.Get<IReviewQueueRepository>().CountPendingAsync()).ShouldBe(0);
        (await CountAsync(database, "COUNT(*)")).ShouldBe(entries);
        (await CountAsync(database, "COUNT(DISTINCT item_id)")).ShouldBe(entries);
        string[] ids = [.. _raised.Select(line => line.Split(' ')[0])];
        ids.Distinct().Count().ShouldBe(ids.Length, "no two were told that they decided");
        ids.Length.ShouldBeInRange(entries - (2 * ModeratorsEach), entries, "all but what the killed could not tell");
    }

    private static Task<int> CountAsync(ITestForum database, string what) =>
        database.ScalarAsync<int>($"SELECT {what} FROM review_log WHERE action = 'approve'");

    private static Task FillAsync(ITestForum database, int entries)
    {
        string now = database.IsPostgreSql ? "now()" : "1768478400000";
        return database.ExecuteAsync(
            $"""
            WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < {entries})
            INSERT INTO review_items (target_kind, target_id, type, priority, weight, reasons, created_at, due_at, standing)
            SELECT 'post', i, 'flaggedpost', 1 + i % 4, 25, '[]', {now}, {now}, i FROM numbers
            """
        );
    }

    private void Start(string engine, string connection, int firstModerator)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ModeratorAtWork).Assembly.Location, engine, connection])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add($"{firstModerator}");
        start.ArgumentList.Add($"{ModeratorsEach}");
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
            {
                _raised.Enqueue(text);
            }
        };
        process.BeginOutputReadLine();
        _processes.Add(process);
    }
}
