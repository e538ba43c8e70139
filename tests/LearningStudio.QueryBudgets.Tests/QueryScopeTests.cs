using LearningStudio.QueryBudgets.Counting;
using LearningStudio.QueryBudgets.Findings;
using LearningStudio.QueryBudgets.NPlusOne;
using LearningStudio.QueryBudgets.Stacks;
using Microsoft.Data.Sqlite;

namespace LearningStudio.QueryBudgets.Tests;

public sealed class QueryScopeTests : IDisposable
{
    private const string ByName = "SELECT name FROM author WHERE name = @p0";
    private readonly Blog _blog = new();
    private readonly CountedConnection _connection;

    public QueryScopeTests() => _connection = _blog.Connection.WithQueryCounting();

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
        using QueryScope scope = QueryScope.Begin();
        await Blog.ScalarAsync(_connection, ByName, "a");
        await AskElsewhereAsync("b");

        QueryFinding finding = scope.Report().Findings.ShouldHaveSingleItem();
        (finding.Kind, finding.Count).ShouldBe((QueryFindingKind.Repeated, 2));
    }

    [Fact]
    public async Task BelowTheThreshold_IsNoFinding()
    {
        using QueryScope four = QueryScope.Begin();
        using QueryScope two = QueryScope.Begin(options: new QueryBudgetOptions { NPlusOneThreshold = 2 });
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
        using QueryScope scope = QueryScope.Begin("page", new QueryBudgetOptions { MaxStatements = 1 });
        await AskAsync("a");
        scope.Report().Findings.ShouldBeEmpty();
        await Blog.ScalarAsync(_connection, "SELECT 1");

        scope.Report().Findings.ShouldHaveSingleItem().Kind.ShouldBe(QueryFindingKind.OverBudget);
        scope.Report().ToString().ShouldStartWith("page: 2 statements in ");
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
        for (int i = 0; i < QueryLog.MaxGroups + 10; i++)
        {
            await Blog.ScalarAsync(_connection, $"SELECT {i} AS c{i}");
        }

        for (int i = 0; i < NPlusOneDetector.MaxSets + 10; i++)
        {
            await Blog.ScalarAsync(_connection, "SELECT @p0 AS c0", i);
        }

        QueryReport report = scope.Report();
        (report.Queries.Count, report.UntrackedCount).ShouldBe((QueryLog.MaxGroups, 10));
        report.Queries[0].DistinctParameters.ShouldBe(NPlusOneDetector.MaxSets);
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

        QueryStats query = scope.Report().Queries.ShouldHaveSingleItem();
        (query.Count, query.Failed, query.Fingerprint).ShouldBe(
            (1, 1, "SELECT name FROM nowhere WHERE a = ? AND b = ?")
        );
        scope.Report().ToString().ShouldNotContain(Blog.Secret);
        scope.Report().ToString().ShouldNotContain("Data Source");
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
        StackMethod.NameOf(type, method).ShouldBe(expected);

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

            return ParameterHash.Compute(command.Parameters, seed: 1);
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
        using QueryScope scope = QueryScope.Begin(options: new QueryBudgetOptions { EveryCallSite = false });
        Measure(command, NPlusOneDetector.MaxStacks + 100);

        long withScope = Measure(command, 1_000);
        scope.Dispose();

        withScope.ShouldBeLessThan(1_000 * 32);
        StatementRecorder.IsIdle.ShouldBeTrue();
    }

    public void Dispose() => _blog.Dispose();

    private static long Measure(SqliteCommand command, int statements)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < statements; i++)
        {
            StatementRecorder.End(StatementRecorder.Begin(command));
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
