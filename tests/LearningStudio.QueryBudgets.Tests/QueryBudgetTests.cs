using System.Data.Common;

namespace LearningStudio.QueryBudgets.Tests;

public sealed class QueryBudgetTests : IDisposable
{
    private readonly Blog _blog = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("baseline-");
    private readonly CountedConnection _connection;

    public QueryBudgetTests() => _connection = _blog.Connection.WithQueryCounting();

    private string Baseline => Path.Combine(_folder.FullName, "new", "queries.json");

    [Fact]
    public async Task WithinTheBudget_GivesTheReport()
    {
        QueryReport report = await QueryBudget.AssertAsync(2, GoodPageAsync);
        await QueryBudget.Exactly(2).AssertAsync(GoodPageAsync);
        await QueryBudget.NoNPlusOne.AssertAsync(GoodPageAsync);
        await QueryBudget.AssertConstantAsync(_blog.PopulateAsync, GoodPageAsync);

        (report.StatementCount, _blog.Authors).ShouldBe((2, 1_000));
    }

    [Fact]
    public async Task OverTheBudget_TellsWhatWasSentAndFromWhere()
    {
        QueryBudgetException broken = await Should.ThrowAsync<QueryBudgetException>(() =>
            QueryBudget.AssertAsync(3, BadPageAsync)
        );

        (broken.Limit, broken.Actual, broken.Report.StatementCount).ShouldBe((3, 13, 13));
        broken.Message.ShouldStartWith("Expected at most 3 statements, 13 were sent. Join those listed here");
        broken.Message.ShouldContain("  1. 1 x SELECT COUNT(*) FROM post");
        broken.Message.ShouldContain("  2. 12 x SELECT name FROM author WHERE id = ?");
        broken.Message.ShouldContain("       at QueryBudgetTests.BadPageAsync (QueryBudgetTests.cs:");
        broken.Message.ShouldContain(
            "N+1: 12 times with 12 sets of parameters, from QueryBudgetTests.BadPageAsync (QueryBudgetTests.cs:"
        );
        broken.Message.ShouldNotContain(Blog.Secret);
    }

    [Fact]
    public async Task OtherThanExpected_Fails()
    {
        QueryBudgetException fewer = await Should.ThrowAsync<QueryBudgetException>(() =>
            QueryBudget.Exactly(3).AssertAsync(GoodPageAsync)
        );
        QueryBudgetException nPlusOne = await Should.ThrowAsync<QueryBudgetException>(() =>
            QueryBudget.NoNPlusOne.AssertAsync(BadPageAsync)
        );

        fewer.Message.ShouldStartWith("Expected 3 statements, 2 were sent. Lower the expectation");
        (nPlusOne.Limit, nPlusOne.Actual).ShouldBe((4, 12));
    }

    [Fact]
    public async Task CountThatGrows_TellsWhichStatementGrew()
    {
        QueryBudgetException grown = await Should.ThrowAsync<QueryBudgetException>(() =>
            QueryBudget.AssertConstantAsync(_blog.PopulateAsync, BadPageAsync, 12, 20)
        );

        (grown.Limit, grown.Actual).ShouldBe((13, 21));
        grown.Message.ShouldStartWith(
            "Expected as many statements at 20 rows as at 12, 13; 21 were sent: statement 2 from 12 to 20."
        );
        await Should.ThrowAsync<ArgumentException>(() =>
            QueryBudget.AssertConstantAsync(_blog.PopulateAsync, BadPageAsync, 20, 10)
        );
    }

    [Fact]
    public async Task FailureOfTheCode_IsPassedOn() =>
        await Should.ThrowAsync<DbException>(() =>
            QueryBudget.AssertAsync(1, () => Blog.ScalarAsync(_connection, "SELECT nothing"))
        );

    [Fact]
    public async Task Baseline_HoldsUntilStatementsGrow()
    {
        QueryReport page = await ReportAsync("GET /page", 1, 2);
        string missing = Should.Throw<QueryBudgetException>(() => QueryBaseline.Verify(Baseline, page)).Message;
        QueryBaseline.Verify(Baseline, page, update: true);
        QueryBaseline.Verify(Baseline, await ReportAsync("GET /other", 1), update: true);

        QueryBaseline.Verify(Baseline, page);
        QueryBaseline.Verify(Baseline, await ReportAsync("GET /page", 7));
        QueryBudgetException more = Should.Throw<QueryBudgetException>(() =>
            QueryBaseline.Verify(Baseline, ReportAsync("GET /page", 3, 3, 3).Result)
        );

        missing.ShouldContain("no entry for GET /page. If that is right, run with LEARNINGSTUDIO_UPDATE_BASELINE=1");
        (more.Limit, more.Actual).ShouldBe((2, 3));
        more.Message.ShouldContain("changed, from 2 to 3: SELECT name FROM author WHERE id = ?");
        (await File.ReadAllTextAsync(Baseline)).ShouldBe(
            """
            {
              "GET /other": {
                "SELECT name FROM author WHERE id = ?": 1
              },
              "GET /page": {
                "SELECT name FROM author WHERE id = ?": 2
              }
            }

            """
        );
    }

    [Fact]
    public async Task Baseline_NamesNewAndGoneStatements()
    {
        QueryBaseline.Verify(Baseline, await ReportAsync("page", 1, 2), update: true);
        using QueryScope scope = QueryScope.Begin("page");
        await Blog.ScalarAsync(_connection, "SELECT title FROM post");

        string message = Should
            .Throw<QueryBudgetException>(() => QueryBaseline.Verify(Baseline, scope.Report()))
            .Message;

        message.ShouldContain("  new, 1 x: SELECT title FROM post");
        message.ShouldContain("  gone, 2 x: SELECT name FROM author WHERE id = ?");
        Should.Throw<ArgumentException>(() => QueryBaseline.Verify(Baseline, QueryScope.Begin().Report()));
    }

    [Fact]
    public async Task Environment_HasTheBaselineWritten()
    {
        QueryReport report = await ReportAsync("page", 1);
        Environment.SetEnvironmentVariable(QueryBaseline.UpdateVariable, "1");
        try
        {
            QueryBaseline.Verify(Baseline, report);
        }
        finally
        {
            Environment.SetEnvironmentVariable(QueryBaseline.UpdateVariable, null);
        }

        QueryBaseline.Verify(Baseline, report);
        File.Exists(Baseline).ShouldBeTrue();
    }

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _blog.Dispose();
    }

    private async Task<QueryReport> ReportAsync(string name, params int[] ids)
    {
        using QueryScope scope = QueryScope.Begin(name);
        foreach (int id in ids)
        {
            await Blog.ScalarAsync(_connection, $"SELECT name  FROM author WHERE id={id}");
        }

        return scope.Report();
    }

    private async Task GoodPageAsync()
    {
        await Blog.ScalarAsync(_connection, "SELECT COUNT(*) FROM post");
        await Blog.ScalarAsync(_connection, "SELECT name FROM author JOIN post ON post.author_id = author.id");
    }

    private async Task BadPageAsync()
    {
        await Blog.ScalarAsync(_connection, "SELECT COUNT(*) FROM post");
        for (int id = 1; id <= _blog.Authors; id++)
        {
            await using DbCommand command = _connection.CreateCommand();
            command.CommandText = $"SELECT name FROM author WHERE id = {id}";
            await command.ExecuteScalarAsync();
        }
    }
}
