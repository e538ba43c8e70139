using LearningStudio.QueryBudgets.NPlusOne;

namespace LearningStudio.QueryBudgets.Tests.NPlusOne;

/// <summary>
/// Outside Development: loops are found wherever they come among other callers of the same statement, and one whose stacks
/// are not read any more is not taken for another's.
/// </summary>
public sealed class UnreadStackTests
{
    private const int Limit = NPlusOneDetector.MaxStacks;
    private const QueryFindingKind NPlusOne = QueryFindingKind.NPlusOne;

    /// <summary>Runs of statements: callers, the number from each, the number of values; then what is found.</summary>
    public static TheoryData<
        string,
        (string Callers, int Count, int Values)[],
        (QueryFindingKind, int, string?)[]
    > Runs =>
        new()
        {
            { "a loop", [("a", 51, 51)], [(NPlusOne, 51, "a")] },
            { "a loop of the threshold", [("a", 5, 5)], [(NPlusOne, 5, "a")] },
            { "less than a loop", [("a", 4, 4)], [] },
            { "a loop after 21 callers", [("abcdefghijklmnopqrstu", 1, 1), ("z", 5, 5)], [(NPlusOne, 5, "z")] },
            { "21 callers, twice each", [("abcdefghijklmnopqrstu", 2, 1)], [(QueryFindingKind.Duplicate, 42, null)] },
            { "a loop after the same value 40 times", [("a", 40, 1), ("b", 6, 6)], [(NPlusOne, 6, "b")] },
            { "a loop after a loop", [("a", 40, 40), ("b", 30, 30)], [(NPlusOne, 39, "a"), (NPlusOne, 30, "b")] },
            { "a loop before a few", [("a", 40, 40), ("b", 4, 4)], [(NPlusOne, 39, "a")] },
            { "a loop past the limit", [("a", Limit + 500, 9)], [(NPlusOne, Limit + 500, "a")] },
            {
                "two loops up to the limit, and a third past it",
                [("a", 501, 9), ("b", Limit - 500, 9), ("c", 50, 50)],
                [(NPlusOne, 500, "a"), (NPlusOne, Limit - 500, "b")]
            },
            {
                "the same value up to the limit, and others past it",
                [("a", Limit + 1, 1), ("b", 50, 50)],
                [(QueryFindingKind.Duplicate, Limit + 2, null)]
            },
            {
                "more callers than are kept, and a loop at the last",
                [("abcdefghijklmnopqrstuvwxyzABCDEFGH", 1, 1), ("z", 5, 5)],
                [(NPlusOne, 6, "z")]
            },
            {
                "a loop of a caller that is not kept",
                [("abcdefghijklmnopqrstuvwxyzABCDEFGH", 1, 1), ("Z", 5, 5)],
                [(QueryFindingKind.Duplicate, 35, null)]
            },
        };

    [Theory]
    [MemberData(nameof(Runs))]
    public void Loop_IsFoundWhereItIs(
        string name,
        (string Callers, int Count, int Values)[] runs,
        (QueryFindingKind, int, string?)[] expected
    )
    {
        var statements = new SentStatements(new QueryBudgetOptions { EveryCallSite = false });
        foreach ((string callers, int count, int values) in runs)
        {
            foreach (char caller in callers)
            {
                for (int i = 0; i < count; i++)
                {
                    statements.Send(new Sent(0, $"{caller}", i % values));
                }
            }
        }

        statements.Findings().Select(f => (f.Found, f.Count, f.Path)).ShouldBe(expected, name);
    }

    [Fact]
    public void FailureOfAnUnreadStatement_IsTakenBack()
    {
        var statements = new SentStatements(new QueryBudgetOptions { EveryCallSite = false });
        for (int i = 0; i < Limit + 100; i++)
        {
            statements.Send(new Sent(0, "a", i % 9, Fails: i >= Limit + 60));
        }

        statements.Findings().ShouldHaveSingleItem().Count.ShouldBe(Limit + 60);
    }

    [Fact]
    public void AllowedStatements_UseUpNoStacks()
    {
        var statements = new SentStatements(new QueryBudgetOptions { EveryCallSite = false });
        for (int i = 0; i < Limit + 100; i++)
        {
            statements.Send(new Sent(0, "a", i, IsAllowed: true));
        }

        for (int i = 0; i < 5; i++)
        {
            statements.Send(new Sent(0, "b", i));
        }

        statements.Findings().ShouldHaveSingleItem().ShouldBe(new NaiveFinding(0, NPlusOne, 5, "b"));
    }
}
