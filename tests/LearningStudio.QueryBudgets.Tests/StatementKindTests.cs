using System.Data;
using LearningStudio.QueryBudgets.Findings;
using LearningStudio.SqlText;
using Microsoft.Data.Sqlite;

namespace LearningStudio.QueryBudgets.Tests;

/// <summary>Reads, writes, procedures, transactions and copies are told apart, in reports, budgets and findings.</summary>
public sealed class StatementKindTests : IDisposable
{
    private readonly Blog _blog = new();

    public static TheoryData<string, StatementKind> Reads =>
        new()
        {
            { "SELECT 1", StatementKind.Read },
            { "select * from posts where id = @id for update", StatementKind.Read },
            { "(SELECT 1) UNION (SELECT 2)", StatementKind.Read },
            { "/* trace 42 */ SELECT 'DELETE FROM posts'", StatementKind.Read },
            { "WITH x AS (SELECT 1) SELECT * FROM x", StatementKind.Read },
            { "WITH x AS (SELECT \"update\" FROM t FOR NO KEY UPDATE) SELECT * FROM x", StatementKind.Read },
            { "VALUES (1), (2)", StatementKind.Read },
            { "FETCH 100 FROM cursor", StatementKind.Read },
            { "SELECT 1; SELECT 2", StatementKind.Read },
            { "DECLARE @id int = 5; SELECT @id", StatementKind.Read },
            { "SELECT updated_at, delete_from FROM posts", StatementKind.Read },
        };

    public static TheoryData<string, StatementKind> Others =>
        new()
        {
            { "SELECT * INTO copies FROM posts", StatementKind.Write },
            { "INSERT INTO posts VALUES (1)", StatementKind.Write },
            { "SET NOCOUNT ON; INSERT INTO posts VALUES (1); SELECT 1", StatementKind.Write },
            { "INSERT INTO a VALUES (1) ON CONFLICT DO UPDATE SET b = 1 RETURNING id", StatementKind.Write },
            { "update posts set a = 1", StatementKind.Write },
            { "DELETE FROM posts", StatementKind.Write },
            { "WITH gone AS (DELETE FROM posts RETURNING id) SELECT id FROM gone", StatementKind.Write },
            { "WITH x AS (SELECT 1) UPDATE posts SET a = 1", StatementKind.Write },
            { "MERGE INTO posts USING x ON a = b WHEN MATCHED THEN DELETE", StatementKind.Write },
            { "REPLACE INTO posts VALUES (1)", StatementKind.Write },
            { "TRUNCATE posts", StatementKind.Write },
            { "BEGIN; UPDATE posts SET a = 1; COMMIT", StatementKind.Write },
            { "EXEC dbo.GetUser @id", StatementKind.Procedure },
            { "CALL refresh(5)", StatementKind.Procedure },
            { "BEGIN", StatementKind.Transaction },
            { "BEGIN TRANSACTION ISOLATION LEVEL SERIALIZABLE", StatementKind.Transaction },
            { "START TRANSACTION", StatementKind.Transaction },
            { "COMMIT", StatementKind.Transaction },
            { "END", StatementKind.Transaction },
            { "ROLLBACK TO SAVEPOINT \"s 1\"", StatementKind.Transaction },
            { "SAVEPOINT s1", StatementKind.Transaction },
            { "RELEASE SAVEPOINT s1", StatementKind.Transaction },
            { "SET TRANSACTION READ ONLY", StatementKind.Transaction },
            { "COPY posts (id, title) FROM STDIN (FORMAT BINARY)", StatementKind.Copy },
            { "BULK INSERT posts FROM 'x'", StatementKind.Copy },
            { "LOAD DATA INFILE 'x' INTO TABLE posts", StatementKind.Copy },
            { "PRAGMA foreign_keys", StatementKind.Other },
            { "SET search_path TO forum", StatementKind.Other },
            { "CREATE TABLE posts (id int)", StatementKind.Other },
            { "EXPLAIN SELECT 1", StatementKind.Other },
            { "PREPARE x AS SELECT 1", StatementKind.Other },
            { "", StatementKind.Other },
        };

    [Theory]
    [MemberData(nameof(Reads))]
    [MemberData(nameof(Others))]
    public void Text_HasAKind(string sql, StatementKind expected) =>
        StatementKinds.Parse(SqlReader.Read(sql).Fingerprint.Text).ShouldBe(expected);

    [Fact]
    public void EveryKind_HasAText() =>
        Reads
            .Concat(Others)
            .Select(row => (StatementKind)row[1])
            .Distinct()
            .Order()
            .ShouldBe(Enum.GetValues<StatementKind>());

    [Fact]
    public void StoredProcedure_IsKnownByItsCommandType()
    {
        using QueryScope scope = QueryScope.Begin();
        for (int id = 1; id <= 5; id++)
        {
            using var command = new SqliteCommand("GetUser") { CommandType = CommandType.Text };
            using var procedure = new ProcedureCommand(command);
            command.Parameters.AddWithValue("@id", id);
            Counting.StatementRecorder.End(Counting.StatementRecorder.Begin(procedure));
        }

        QueryFinding finding = scope.Report().Findings.ShouldHaveSingleItem();
        (finding.Kind, finding.StatementKind).ShouldBe((QueryFindingKind.NPlusOne, StatementKind.Procedure));
        finding.ToString().ShouldEndWith("Pass all rows to one call.");
    }

    [Fact]
    public async Task Report_CountsEachKind()
    {
        QueryReport report = await QueryBudget.Exactly(6).AssertAsync(MixedAsync);

        (report.ReadCount, report.WriteCount, report.CountOf(StatementKind.Transaction)).ShouldBe((1, 2, 2));
        report.CountOf(StatementKind.Other).ShouldBe(1);
        report.ToString().ShouldStartWith("budget: 6 statements (1 Read, 2 Write, 2 Transaction, 1 Other) in ");
        report.Queries.Select(query => query.Kind).Distinct().Count().ShouldBe(4);
        Should.Throw<ArgumentOutOfRangeException>(() => report.CountOf((StatementKind)99));
    }

    [Fact]
    public async Task Budgets_HoldKindsApart()
    {
        await QueryBudget.AtMostReads(1).And(QueryBudget.AtMostWrites(2)).AssertAsync(MixedAsync);

        (await BrokenAsync(QueryBudget.AtMostReads(0))).ShouldStartWith(
            "Expected at most 0 statements that read, 1 were"
        );
        (await BrokenAsync(QueryBudget.AtMostWrites(1))).ShouldStartWith(
            "Expected at most 1 statements that write, 2 were"
        );
        (await BrokenAsync(QueryBudget.AtMostReads(1).And(QueryBudget.AtMost(5)))).ShouldStartWith(
            "Expected at most 5 statements, 6 were sent"
        );
        Should.Throw<ArgumentOutOfRangeException>(() => QueryBudget.AtMostReads(-1));
    }

    // Savepoints and settings repeat without harm, rows written one by one do not.
    [Theory]
    [InlineData("SAVEPOINT s", null)]
    [InlineData("PRAGMA user_version = @p0", null)]
    [InlineData("UPDATE post SET title = 'x' WHERE id = @p0", "Write the rows at once")]
    [InlineData("INSERT INTO post VALUES (@p0, 1, 'x')", "Write the rows at once")]
    [InlineData("SELECT title FROM post WHERE id = @p0", "Read the rows at once")]
    public async Task Loop_IsAFindingByItsKind(string sql, string? remedy)
    {
        await using CountedConnection connection = _blog.Connection.WithQueryCounting();
        using QueryScope scope = QueryScope.Begin();
        for (int id = 101; id <= 106; id++)
        {
            await Blog.ScalarAsync(connection, sql.Replace("= @p0", $"= {id}").Replace("(@p0", $"({id}"));
        }

        string.Join(' ', scope.Report().Findings).Contains(remedy ?? "none").ShouldBe(remedy is not null);
        scope.Report().Findings.Count.ShouldBe(remedy is null ? 0 : 1);
    }

    // What was read before a change is read anew with reason.
    [Theory]
    [InlineData("SELECT 1", true)]
    [InlineData("UPDATE post SET title = 'x' WHERE id = 99", false)]
    [InlineData("SAVEPOINT s", false)]
    [InlineData(null, false)]
    public async Task SameReadAgain_IsADuplicateIfNothingChanged(string? between, bool isDuplicate)
    {
        await using CountedConnection connection = _blog.Connection.WithQueryCounting();
        using QueryScope scope = QueryScope.Begin();
        await using (System.Data.Common.DbTransaction transaction = await connection.BeginTransactionAsync())
        {
            await Blog.ScalarAsync(connection, "SELECT title FROM post WHERE id = 1");
            if (between is null)
            {
                await transaction.RollbackAsync();
            }
            else
            {
                await Blog.ScalarAsync(connection, between);
            }

            await Blog.ScalarAsync(connection, "SELECT title FROM post WHERE id = 1");
        }

        scope.Report().Findings.Any(finding => finding.Kind == QueryFindingKind.Duplicate).ShouldBe(isDuplicate);
    }

    public void Dispose() => _blog.Dispose();

    private async Task MixedAsync()
    {
        await using CountedConnection connection = new SqliteConnection("Data Source=:memory:").WithQueryCounting();
        await connection.OpenAsync();
        foreach (
            string sql in new[]
            {
                "CREATE TABLE t (a)",
                "BEGIN",
                "INSERT INTO t VALUES (1)",
                "UPDATE t SET a = 2",
                "SELECT a FROM t",
                "COMMIT",
            }
        )
        {
            await Blog.ScalarAsync(connection, sql);
        }
    }

    private async Task<string> BrokenAsync(QueryBudget budget) =>
        (await Should.ThrowAsync<QueryBudgetException>(() => budget.AssertAsync(MixedAsync))).Message;
}
