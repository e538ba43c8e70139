using LearningStudio.Repositories.Diagnostics;
using Microsoft.Data.Sqlite;

namespace LearningStudio.Repositories.Tests.Diagnostics;

public sealed class QueryScopeTests : IDisposable
{
    private const string ByName = "SELECT name FROM author WHERE name = @p0";
    private readonly Blog _blog = new();
    private readonly CountedConnection _connection;

    public QueryScopeTests() => _connection = _blog.Connection.Counted();

    [Fact]
    public async Task SameParameters_AreADuplicate()
    {
        using QueryScope scope = QueryScope.Begin();
        for (int i = 0; i < 6; i++)
        {
            await AskAsync(Blog.Secret);
        }

        QueryFinding finding = scope.Report().Findings.ShouldHaveSingleItem();
        (finding.Kind, finding.Count, finding.DistinctParameters).ShouldBe((QueryFindingKind.Duplicate, 6, 1));
        finding.CallSite.ShouldNotBeNull().ShouldContain("QueryScopeTests.AskAsync (QueryScopeTests.cs:");
    }

    [Fact]
    public async Task OneStatementFromTwoLines_IsRepeated()
    {
        using QueryScope scope = QueryScope.Begin(options: new QueryScopeOptions { EveryCallSite = true });
        await Blog.ScalarAsync(_connection, ByName, "a");
        await AskElsewhereAsync("b");

        QueryFinding finding = scope.Report().Findings.ShouldHaveSingleItem();
        (finding.Kind, finding.Count).ShouldBe((QueryFindingKind.Repeated, 2));
    }

    [Fact]
    public async Task BelowTheThreshold_IsNoFinding()
    {
        using QueryScope four = QueryScope.Begin();
        using QueryScope two = QueryScope.Begin(options: new QueryScopeOptions { NPlusOneThreshold = 2 });
        for (int i = 0; i < 4; i++)
        {
            await AskAsync($"{i}");
        }

        four.Report().Findings.ShouldBeEmpty();
        two.Report().Findings.ShouldHaveSingleItem().Kind.ShouldBe(QueryFindingKind.NPlusOne);
    }

    [Fact]
    public async Task MoreThanTheMaximum_IsAFinding()
    {
        using QueryScope scope = QueryScope.Begin("page", new QueryScopeOptions { MaximumStatements = 1 });
        await AskAsync("a");
        scope.Report().Findings.ShouldBeEmpty();
        await Blog.ScalarAsync(_connection, "SELECT 1");

        scope.Report().Findings.ShouldHaveSingleItem().Kind.ShouldBe(QueryFindingKind.OverBudget);
        scope.Report().ToString().ShouldStartWith("page: 2 statements in ");
    }

    [Fact]
    public void BadOptions_AreRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new QueryScopeOptions { NPlusOneThreshold = 1 });
        Should
            .Throw<ArgumentOutOfRangeException>(() => new QueryScopeOptions { MaximumStatements = -1 })
            .Message.ShouldContain("MaximumStatements must not be negative");
        new QueryScopeOptions { NPlusOneThreshold = 2, MaximumStatements = 0 }.MaximumStatements.ShouldBe(0);
    }

    [Fact]
    public async Task AllowedStatements_CountButAreNoFinding()
    {
        using QueryScope scope = QueryScope.Begin();
        using (QueryScope.Allow("one read a shard"))
        {
            for (int i = 0; i < 9; i++)
            {
                await Task.Run(() => AskAsync($"{i}"));
            }
        }

        await AskAsync("0");

        QueryReport report = scope.Report();
        report.Findings.ShouldBeEmpty();
        (report.StatementCount, report.Allowed["one read a shard"]).ShouldBe((10, 9));
        report.ToString().ShouldContain("Allowed, one read a shard: 9 statements.");
        Should.Throw<ArgumentException>(() => QueryScope.Allow(" "));
    }

    [Fact]
    public async Task ParallelFlows_CountIntoTheScopeTheyBeganIn()
    {
        async Task AskOnceAsync()
        {
            await using CountedConnection connection = new SqliteConnection("Data Source=:memory:").Counted();
            await connection.OpenAsync();
            await Blog.ScalarAsync(connection, "SELECT 1");
        }

        async Task<int> RequestAsync(int statements)
        {
            using QueryScope scope = QueryScope.Begin($"request {statements}");
            await Task.WhenAll(Enumerable.Range(0, statements).Select(_ => Task.Run(AskOnceAsync)));
            return scope.Report().Queries.Sum(query => query.Count);
        }

        int[] counts = await Task.WhenAll(Enumerable.Range(1, 20).Select(RequestAsync));

        counts.ShouldBe(Enumerable.Range(1, 20));
        QueryScope.Innermost.ShouldBeNull();
    }

    [Fact]
    public async Task ReportAfterTheEnd_KeepsWhatWasCounted()
    {
        QueryScope scope = QueryScope.Begin();
        await AskAsync("a");
        scope.Dispose();
        scope.Dispose();
        await AskAsync("b");

        scope.Report().StatementCount.ShouldBe(1);
    }

    [Fact]
    public async Task ManyDifferentStatements_AreBounded()
    {
        using QueryScope scope = QueryScope.Begin();
        for (int i = 0; i < QueryLog.MostGroups + 10; i++)
        {
            await Blog.ScalarAsync(_connection, $"SELECT {i} AS c{i}");
        }

        for (int i = 0; i < QueryGroup.MostSets + 10; i++)
        {
            await Blog.ScalarAsync(_connection, "SELECT @p0 AS c0", i);
        }

        QueryReport report = scope.Report();
        (report.Queries.Count, report.UntrackedCount).ShouldBe((QueryLog.MostGroups, 10));
        report.Queries[0].DistinctParameters.ShouldBe(QueryGroup.MostSets);
        report.ToString().ShouldContain("and 10 statements of other texts");
    }

    [Fact]
    public async Task FailedStatement_CountsAndTellsNoValues()
    {
        using QueryScope scope = QueryScope.Begin();
        await Should.ThrowAsync<SqliteException>(() =>
            Blog.ScalarAsync(
                _connection,
                $"SELECT name FROM nowhere WHERE a = '{Blog.Secret}' AND b = @p0",
                Blog.Secret
            )
        );

        QueryStatistics query = scope.Report().Queries.ShouldHaveSingleItem();
        (query.Count, query.Failed, query.Fingerprint).ShouldBe(
            (1, 1, "SELECT name FROM nowhere WHERE a = ? AND b = ?")
        );
        scope.Report().ToString().ShouldNotContain(Blog.Secret);
        scope.Report().ToString().ShouldNotContain(":memory:");
    }

    [Theory]
    [InlineData("Page.Load", "Page.Load", "NPlusOne Page.Load")]
    [InlineData("Page.Load", null, "NPlusOne Page.Load")]
    [InlineData(null, null, "NPlusOne ")]
    [InlineData("Page.Load", "Page.Save", "Repeated Page.Load")]
    public void LineThatTheStackLost_IsTakenForTheSame(string? before, string? at, string expected)
    {
        StatementText text = SqlReader.Read(ByName);
        var group = new QueryGroup(text, new QueryScopeOptions { NPlusOneThreshold = 2 });

        group.AddSite(group.Add(new StatementSight(text, 1, null)), before);
        group.AddSite(group.Add(new StatementSight(text, 2, null)), at);

        QueryFinding finding = group.Finding().ShouldNotBeNull();
        $"{finding.Kind} {finding.CallSite}".ShouldBe(expected);
    }

    [Theory]
    [InlineData("Ns.Page+<LoadAsync>d__3", "MoveNext", "Page.LoadAsync")]
    [InlineData("Ns.Page+<>c__DisplayClass0_0", "<Load>b__1", "Page.Load")]
    [InlineData("Ns.Page+<>c__DisplayClass0_0+<<Load>b__1>d", "MoveNext", "Page.Load")]
    [InlineData("Ns.Page`1+Row", "Read", "Row.Read")]
    [InlineData("Program", "<Main>$", "Program.Main")]
    [InlineData("Program+<<<Main>$>g__Read|0_1>d", "MoveNext", "Program.Main")]
    [InlineData("Ns.Page", "<Load>g__Read|0_1", "Page.Load")]
    [InlineData("Ns.Page", ".ctor", "Page.ctor")]
    public void GeneratedName_IsTheAuthors(string type, string method, string expected) =>
        CallSites.Name(type, method).ShouldBe(expected);

    [Fact]
    public void Values_AreHashedByContent()
    {
        int Hash(params object?[] values)
        {
            using var command = new SqliteCommand();
            foreach (object? value in values)
            {
                command.Parameters.Add(new SqliteParameter { Value = value });
            }

            return ParameterHash.Of(command.Parameters, seed: 1);
        }

        Hash(new byte[] { 1, 2 }).ShouldBe(Hash(new byte[] { 1, 2 }));
        Hash(new byte[] { 1, 2 }).ShouldNotBe(Hash(new byte[] { 1, 3 }));
        Hash(new List<string> { "a" }).ShouldBe(Hash(new List<string> { "a" }));
        Hash(new string('a', 2), 5L, null).ShouldBe(Hash("aa", 5L, DBNull.Value));
        Hash(1, 2).ShouldNotBe(Hash(2, 1));
    }

    [Fact]
    public void Statement_AllocatesNearlyNothing()
    {
        using var command = new SqliteCommand("SELECT a FROM t WHERE id = @id");
        command.Parameters.AddWithValue("@id", 5);
        using QueryScope scope = QueryScope.Begin();
        Measure(command, 10);

        long withScope = Measure(command, 1_000);
        scope.Dispose();

        withScope.ShouldBeLessThan(1_000 * 32);
        StatementRecorder.Shared.IsIdle.ShouldBeTrue();
    }

    public void Dispose() => _blog.Dispose();

    private static long Measure(SqliteCommand command, int statements)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < statements; i++)
        {
            StatementRecorder.Shared.End(StatementRecorder.Shared.Begin(command));
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private async Task AskAsync(string name)
    {
        await using System.Data.Common.DbCommand command = _connection.CreateCommand();
        command.CommandText = ByName;
        System.Data.Common.DbParameter parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@p0", name);
        command.Parameters.Add(parameter);
        await command.ExecuteScalarAsync();
    }

    private Task AskElsewhereAsync(string name) => AskAsync(name);
}
