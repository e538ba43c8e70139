using System.Collections.Concurrent;
using System.Diagnostics;
using LearningStudio.Moderation.Sql.Reviewer;

namespace LearningStudio.Moderation.Sql.Tests.Reviews;

/// <summary>Sixteen moderators in four processes, two of which are killed while they work.</summary>
public sealed class KilledReviewerTests : IAsyncLifetime
{
    private const int Processes = 4;
    private const int ModeratorsEach = 4;
    private readonly ConcurrentQueue<string> _told = new();
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
    public Task OnPostgreSql_EveryItemIsDecidedOnce() => SurviveAsync<PostgreSql>("postgresql", items: 10_000);

    [Fact]
    public Task OnSqlite_EveryItemIsDecidedOnce() => SurviveAsync<Sqlite>("sqlite", items: 2000);

    private async Task SurviveAsync<TEngine>(string engine, int items)
        where TEngine : ITestEngine, new()
    {
        await using var database = new TestDatabase<TEngine>();
        await database.InitializeAsync();
        string now = database.At(database.Clock.GetUtcNow());
        await database.ExecuteAsync(
            $"""
            WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < {items})
            INSERT INTO review_items (target_kind, target_id, type, priority, weight, reasons, created_at, due_at, standing)
            SELECT 'post', i, 'flaggedpost', 1 + i % 4, 25, '[]', {now}, {now}, i FROM numbers
            """
        );
        for (int i = 0; i < Processes; i++)
        {
            Start(engine, database.Engine.ConnectionString, (1 + i) * 100);
        }

        await UntilAsync(() => _told.Count > items / 5);
        _processes[0].Kill();
        _processes[1].Kill();
        await Task.WhenAll(_processes.Select(process => process.WaitForExitAsync()));

        _processes.Skip(2).ShouldAllBe(process => process.ExitCode == 0);
        (await database.Queue.CountPendingAsync()).ShouldBe(0);
        (await database.ScalarAsync($"{Approvals("COUNT(*)")}")).ShouldBe($"{items}");
        (await database.ScalarAsync($"{Approvals("COUNT(DISTINCT item_id)")}")).ShouldBe($"{items}");
        string[] ids = [.. _told.Select(line => line.Split(' ')[0])];
        ids.Distinct().Count().ShouldBe(ids.Length, "no two were told that they decided");
        ids.Length.ShouldBeInRange(items - (2 * ModeratorsEach), items, "all but what the killed could not tell");
    }

    private static string Approvals(string what) => $"SELECT {what} FROM review_log WHERE action = 'approve'";

    private static async Task UntilAsync(Func<bool> isTrue)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (!isTrue() && TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMinutes(2))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
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
                _told.Enqueue(text);
            }
        };
        process.BeginOutputReadLine();
        _processes.Add(process);
    }
}
