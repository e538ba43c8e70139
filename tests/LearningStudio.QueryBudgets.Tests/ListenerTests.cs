using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace LearningStudio.QueryBudgets.Tests;

/// <summary>What libraries report by a DiagnosticListener counts, and what is no such report is ignored.</summary>
public sealed class ListenerTests
{
    private const string EntityFramework = "Microsoft.EntityFrameworkCore";
    private const string Executing = "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuting";

    [Fact]
    public void ReportedStatement_CountsWithItsDurationAndEnd()
    {
        using var listener = new DiagnosticListener("LearningStudio.Somewhere");
        using var command = new SqliteCommand("SELECT 1");
        using QueryScope scope = QueryScope.Begin();

        listener.IsEnabled("StatementExecuting").ShouldBeTrue();
        listener.Write("StatementExecuting", Payload(("Command", command)));
        listener.Write(
            "StatementFailed",
            Payload(("Command", command), ("Duration", TimeSpan.FromSeconds(3)), ("Exception", new TimeoutException()))
        );
        listener.Write("Some.Prefix.StatementExecuting", command);
        listener.Write("Some.Prefix.StatementExecuted", command);

        QueryStats query = scope.Report().Queries.ShouldHaveSingleItem();
        (query.Count, query.Failed, query.Duration).ShouldBe((2, 1, TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public async Task ContextUsedOutsideAScope_IsCountedInTheNextAtOnce()
    {
        QueryScope.Begin().Dispose();
        await using var context = new DbContext(
            new DbContextOptionsBuilder().UseSqlite("Data Source=:memory:").Options
        );
        await context.Database.ExecuteSqlAsync($"SELECT 1");

        using QueryScope scope = QueryScope.Begin();
        await context.Database.ExecuteSqlAsync($"SELECT 2");

        scope.StatementCount.ShouldBe(1);
    }

    // Each case is the order in which two statements of the same text begin (a, b) and end (A, B).
    [Theory]
    [InlineData("aAbB")]
    [InlineData("abAB")]
    [InlineData("abBA")]
    [InlineData("bBaA")]
    [InlineData("baBA")]
    [InlineData("baAB")]
    public void StatementsOfOneText_AreKnownByTheirPayloads(string order)
    {
        using var listener = new DiagnosticListener("LearningStudio.Somewhere");
        using QueryScope outer = QueryScope.Begin();
        using QueryScope inner = QueryScope.Begin();
        var first = Payload(("Text", "COPY posts FROM STDIN"), ("Duration", TimeSpan.FromSeconds(1)));
        var second = Payload(("Text", "COPY posts FROM STDIN"), ("Duration", TimeSpan.FromSeconds(5)));

        foreach (char step in order)
        {
            listener.Write(
                step switch
                {
                    'A' => "StatementExecuted",
                    'B' => "StatementFailed",
                    _ => "StatementExecuting",
                },
                char.ToLowerInvariant(step) == 'a' ? first : second
            );
            if (step == 'A')
            {
                // Only the second is running or to come: what has ended adds nothing again.
                listener.Write("StatementExecuted", first);
            }
        }

        QueryStats query = inner.Report().Queries.ShouldHaveSingleItem();
        (query.Kind, query.Count, query.Failed).ShouldBe((StatementKind.Copy, 2, 1));
        query.Duration.ShouldBe(TimeSpan.FromSeconds(6));
        outer.Report().Duration.ShouldBe(TimeSpan.FromSeconds(6));
    }

    // One of them began in a scope that is not the other's.
    [Fact]
    public async Task StatementsOfOneTextInTwoScopes_EndEachInItsOwn()
    {
        using var listener = new DiagnosticListener("LearningStudio.Somewhere");
        var bothRun = new Barrier(2);

        Task<QueryStats> RunAsync(int seconds) =>
            Task.Run(() =>
            {
                using QueryScope scope = QueryScope.Begin();
                var payload = Payload(("Text", "SELECT 1"));
                listener.Write("StatementExecuting", payload);
                bothRun.SignalAndWait();
                payload["Duration"] = TimeSpan.FromSeconds(seconds);
                listener.Write("StatementExecuted", payload);
                return scope.Report().Queries.ShouldHaveSingleItem();
            });

        QueryStats[] ran = await Task.WhenAll(RunAsync(1), RunAsync(5));

        ran.Select(query => (query.Count, query.Duration.TotalSeconds)).ShouldBe([(1, 1), (1, 5)]);
    }

    [Fact]
    public void StatementWithoutACommand_CountsWithItsParameters()
    {
        using var listener = new DiagnosticListener("LearningStudio.Somewhere");
        using QueryScope scope = QueryScope.Begin();

        for (int i = 0; i < 5; i++)
        {
            listener.Write("StatementExecuting", Payload(("Text", "SELECT @p"), ("Parameters", new object[] { i })));
        }

        QueryFinding finding = scope.Report().Findings.ShouldHaveSingleItem();
        (finding.Kind, finding.DistinctParameters).ShouldBe((QueryFindingKind.NPlusOne, 5));
    }

    [Theory]
    [InlineData("LearningStudio.Somewhere", "StatementExecuting", true)]
    [InlineData("LearningStudio.Somewhere", "StatementWaiting", false)]
    [InlineData("LearningStudio", "StatementExecuting", false)]
    [InlineData("Acme.Orm", "StatementExecuting", true)]
    [InlineData("Acme.Orm.Extra", "StatementExecuting", false)]
    [InlineData("Globex.Orm", "StatementExecuting", true)]
    [InlineData("Initech", "StatementExecuting", false)]
    public void Listener_IsHeardByItsName(string name, string written, bool isHeard)
    {
        using var listener = new DiagnosticListener(name);
        var options = new QueryBudgetOptions { Listeners = { "Acme.Orm", "Globex.*" } };

        using (QueryScope scope = QueryScope.Begin(options: options))
        {
            listener.Write(written, Payload(("Text", "SELECT 1")));
            scope.StatementCount.ShouldBe(isHeard ? 1 : 0);
        }

        // Asked outside of a scope, a library need not make a payload.
        listener.IsEnabled(written).ShouldBeFalse();
    }

    [Fact]
    public void OtherPayloads_AreIgnored()
    {
        using var reports = new DiagnosticListener("LearningStudio.Somewhere");
        using var entities = new DiagnosticListener(EntityFramework);
        using QueryScope scope = QueryScope.Begin();

        foreach (
            object? payload in new object?[] { null, "text", new { Command = 5 }, Payload(), Payload(("Command", 5)) }
        )
        {
            reports.Write("StatementExecuting", payload);
            reports.Write("StatementExecuted", payload);
            entities.Write(Executing, payload);
        }

        scope.StatementCount.ShouldBe(0);
    }

    [Fact]
    public void CountedCommandThatIsReportedToo_CountsOnce()
    {
        using var listener = new DiagnosticListener("LearningStudio.Somewhere");
        using CountedConnection connection = new SqliteConnection("Data Source=:memory:").WithQueryCounting();
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1";
        using QueryScope scope = QueryScope.Begin();

        listener.Write("StatementExecuting", Payload(("Command", command)));
        command.ExecuteScalar();
        listener.Write("StatementExecuted", Payload(("Command", command)));

        scope.StatementCount.ShouldBe(1);
    }

    [Fact]
    public async Task EveryStatementOfEntityFramework_CountsOnce()
    {
        using var blog = new Blog();
        await using var db = new Shelf(blog);
        QueryReport report = await QueryBudget
            .Exactly(6)
            .AssertAsync(async () =>
            {
                (await db.Posts.CountAsync()).ShouldBe(12);
                (await db.Posts.AsSplitQuery().Where(post => post.Id > 10).ToListAsync()).Count.ShouldBe(2);
                _ = db.Posts.AsEnumerable().First();
                db.Posts.Add(new Shelf.Item { Id = 99, Title = Blog.Secret });
                await db.SaveChangesAsync();
                await db.Database.ExecuteSqlAsync($"UPDATE post SET title = {Blog.Secret}");
                await Should.ThrowAsync<SqliteException>(() =>
                    db.Database.ExecuteSqlRawAsync("UPDATE nothing SET a = 1")
                );
            });

        (report.ReadCount, report.WriteCount, report.Queries.Sum(query => query.Failed)).ShouldBe((3, 3, 1));
        report.Duration.ShouldBeGreaterThan(TimeSpan.Zero);
        report.ToString().ShouldNotContain(Blog.Secret);
    }

    [Fact]
    public async Task CompiledQuery_IsFoundInALoop()
    {
        using var blog = new Blog();
        await using var db = new Shelf(blog);
        Func<Shelf, long, Task<int>> count = EF.CompileAsyncQuery(
            (Shelf shelf, long id) => shelf.Posts.Count(post => post.Id == id)
        );
        using QueryScope scope = QueryScope.Begin();
        for (int id = 1; id <= 6; id++)
        {
            await count(db, id);
        }

        scope.Report().Findings.ShouldHaveSingleItem().Kind.ShouldBe(QueryFindingKind.NPlusOne);
    }

    [Fact]
    public async Task RetriesOfAStrategy_AreNoLoop()
    {
        using var blog = new Blog();
        await using var db = new Shelf(blog, retries: 6);
        using QueryScope scope = QueryScope.Begin();

        await Should.ThrowAsync<RetryLimitExceededException>(() =>
            db.Posts.FromSqlRaw("SELECT * FROM nothing").ToListAsync()
        );

        scope.StatementCount.ShouldBe(7);
        scope.Report().Findings.ShouldBeEmpty();
    }

    private static Dictionary<string, object?> Payload(params (string Name, object? Value)[] entries) =>
        entries.ToDictionary(entry => entry.Name, entry => entry.Value);
}
