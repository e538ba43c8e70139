namespace LearningStudio.QueryBudgets.Tests;

/// <summary>A budget that saw nothing says so, unless it expects nothing.</summary>
public sealed class NothingCountedTests : IDisposable
{
    private const string Reason = "Nothing was counted: is the connection wrapped?";
    private readonly Blog _blog = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("baseline-");

    public static TheoryData<string> Strict =>
        [
            .. new[]
            {
                "AtMost(3)",
                "Exactly(2)",
                "AtMostReads(3)",
                "AtMostReads(0)",
                "AtMostWrites(3)",
                "NoNPlusOne",
                "both",
            },
        ];

    public static TheoryData<string> Lenient =>
        [
            .. new[]
            {
                "None",
                "AtMost(0)",
                "Exactly(0)",
                "AtMost(3) or none",
                "Exactly(2) or none",
                "NoNPlusOne or none",
            },
        ];

    [Theory]
    [MemberData(nameof(Strict))]
    public async Task UncountedConnection_BreaksTheBudget(string budget)
    {
        QueryBudgetException broken = await Should.ThrowAsync<QueryBudgetException>(() =>
            Budget(budget).AssertAsync(AskUncountedAsync)
        );

        broken.Message.ShouldStartWith(Reason);
        broken.Actual.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Lenient))]
    public async Task CodeThatSendsNothing_KeepsABudgetThatAllowsIt(string budget) =>
        (await Budget(budget).AssertAsync(() => Task.CompletedTask)).StatementCount.ShouldBe(0);

    // None allows nothing but none.
    [Theory]
    [InlineData("None")]
    [InlineData("AtMost(0)")]
    [InlineData("Exactly(0)")]
    public async Task StatementWhereNoneIsExpected_BreaksTheBudget(string budget) =>
        (
            await Should.ThrowAsync<QueryBudgetException>(() => Budget(budget).AssertAsync(AskCountedAsync))
        ).Actual.ShouldBe(1);

    // Where something was counted, a kind may be absent.
    [Theory]
    [InlineData("AtMostWrites(3)")]
    [InlineData("AtMostWrites(0)")]
    [InlineData("AtMost(3)")]
    [InlineData("NoNPlusOne")]
    public async Task SomethingCounted_IsEnough(string budget) =>
        (await Budget(budget).AssertAsync(AskCountedAsync)).StatementCount.ShouldBe(1);

    [Fact]
    public async Task ShortForms_FailToo()
    {
        (
            await Should.ThrowAsync<QueryBudgetException>(() => QueryBudget.AssertAsync(3, AskUncountedAsync))
        ).Message.ShouldStartWith(Reason);
        (
            await Should.ThrowAsync<QueryBudgetException>(() =>
                QueryBudget.AssertConstantAsync(_blog.PopulateAsync, AskUncountedAsync, 12, 20)
            )
        ).Message.ShouldStartWith(Reason);
        using QueryScope scope = QueryScope.Begin();
        Should
            .Throw<QueryBudgetException>(() => QueryBudget.AtMost(3).Check(scope.Report()))
            .Message.ShouldStartWith(Reason);
    }

    // What fills the database is not what is held to the budget.
    [Fact]
    public async Task StatementsThatPopulate_AreNotEnough()
    {
        async Task PopulateAsync(int rows)
        {
            await AskCountedAsync();
            _blog.Populate(rows);
        }

        (
            await Should.ThrowAsync<QueryBudgetException>(() =>
                QueryBudget.AssertConstantAsync(PopulateAsync, AskUncountedAsync, 12, 20)
            )
        ).Message.ShouldStartWith(Reason);
    }

    [Theory]
    [InlineData("another thread, without its flow", true)]
    [InlineData("left out", true)]
    [InlineData("another task", false)]
    public async Task StatementsOfAnotherFlow_AreSaidToBeUnseen(string way, bool isUnseen)
    {
        Task AskAsync() =>
            way switch
            {
                "another task" => Task.Run(AskCountedAsync),
                "left out" => LeftOutAsync(),
                _ => UnflowedAsync(),
            };

        if (isUnseen)
        {
            (
                await Should.ThrowAsync<QueryBudgetException>(() => QueryBudget.AtMost(3).AssertAsync(AskAsync))
            ).Message.ShouldContain("where the flow of execution is suppressed");
        }
        else
        {
            await QueryBudget.Exactly(1).AssertAsync(AskAsync);
        }
    }

    [Fact]
    public async Task FailureOfTheCode_GoesFirst() =>
        await Should.ThrowAsync<InvalidOperationException>(() =>
            QueryBudget.AtMost(3).AssertAsync(() => throw new InvalidOperationException())
        );

    [Fact]
    public async Task Baseline_MissesItsStatements()
    {
        string file = Path.Combine(_folder.FullName, "queries.json");
        QueryBaseline.Verify(file, await ReportAsync("page", AskCountedAsync), update: true);
        QueryBaseline.Verify(file, await ReportAsync("cached page", () => Task.CompletedTask), update: true);

        QueryReport unseen = await ReportAsync("page", AskUncountedAsync);
        Should
            .Throw<QueryBudgetException>(() => QueryBaseline.Verify(file, unseen))
            .Message.ShouldStartWith("Nothing was counted of page: is the connection wrapped?");
        QueryBaseline.Verify(file, await ReportAsync("cached page", () => Task.CompletedTask));
    }

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _blog.Dispose();
    }

    private static QueryBudget Budget(string name) =>
        name switch
        {
            "AtMost(3)" => QueryBudget.AtMost(3),
            "Exactly(2)" => QueryBudget.Exactly(2),
            "AtMostReads(3)" => QueryBudget.AtMostReads(3),
            "AtMostReads(0)" => QueryBudget.AtMostReads(0),
            "AtMostWrites(3)" => QueryBudget.AtMostWrites(3),
            "AtMostWrites(0)" => QueryBudget.AtMostWrites(0),
            "NoNPlusOne" => QueryBudget.NoNPlusOne,
            "both" => QueryBudget.AtMostReads(3).And(QueryBudget.NoNPlusOne),
            "None" => QueryBudget.None,
            "AtMost(0)" => QueryBudget.AtMost(0),
            "Exactly(0)" => QueryBudget.Exactly(0),
            "AtMost(3) or none" => QueryBudget.AtMost(3).AllowNone(),
            "Exactly(2) or none" => QueryBudget.Exactly(2).AllowNone(),
            _ => QueryBudget.NoNPlusOne.AllowNone(),
        };

    private static async Task<QueryReport> ReportAsync(string name, Func<Task> act)
    {
        using QueryScope scope = QueryScope.Begin(name);
        await act();
        return scope.Report();
    }

    private Task AskUncountedAsync() => Blog.ScalarAsync(_blog.Connection, "SELECT COUNT(*) FROM post");

    private Task AskCountedAsync() =>
        Blog.ScalarAsync(_blog.Connection.WithQueryCounting(), "SELECT COUNT(*) FROM post");

    private Task UnflowedAsync()
    {
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(AskCountedAsync);
        }
    }

    private async Task LeftOutAsync()
    {
        using IDisposable suppressed = QueryScope.Suppress();
        await AskCountedAsync();
    }
}
