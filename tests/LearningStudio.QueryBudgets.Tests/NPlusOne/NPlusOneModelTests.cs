using CsCheck;
using LearningStudio.QueryBudgets.NPlusOne;

namespace LearningStudio.QueryBudgets.Tests.NPlusOne;

/// <summary>Random sequences of statements and stacks have the findings that a naive implementation reads off them.</summary>
public sealed class NPlusOneModelTests
{
    // Letters are callers. Of two letters there are 15 paths of at most three, of four 85, more than are kept.
    private static Gen<Sent[]> Sequences(string callers, int kinds, int length) =>
        Gen.Select(
            Gen.Int[0, kinds - 1],
            Gen.Int[0, callers.Length - 1].Array[0, 3],
            Gen.Int[0, 3],
            Gen.Int[0, 9],
            (kind, path, value, luck) =>
                new Sent(kind, new string([.. path.Select(i => callers[i])]), value, luck == 0, luck == 1)
        ).Array[0, length];

    public static TheoryData<string, int, int> Sizes =>
        new()
        {
            { "ab", 3, 30 },
            { "ab", 1, 40 },
            { "abcd", 1, 150 },
            { "a", 2, 20 },
        };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void WithEveryCallSite_FindingsAreThoseOfTheModel(string callers, int kinds, int length) =>
        Gen.Select(Sequences(callers, kinds, length), Gen.Int[2, 6])
            .Sample(
                (sequence, threshold) =>
                    Found(sequence, threshold, everyCallSite: true)
                        .ShouldBe(
                            NaiveFindings.Create(sequence, threshold, NPlusOneDetector.MaxPaths),
                            ignoreOrder: true
                        ),
                iter: 3_000
            );

    // The stack of the first of each is not read: it is as one that held nothing.
    [Theory]
    [MemberData(nameof(Sizes))]
    public void WithoutEveryCallSite_OnlyTheFirstHasNoPath(string callers, int kinds, int length) =>
        Gen.Select(Sequences(callers, kinds, length), Gen.Int[2, 6])
            .Sample(
                (sequence, threshold) =>
                    Found(sequence, threshold, everyCallSite: false)
                        .ShouldBe(
                            NaiveFindings.Create(
                                [
                                    .. sequence.Select(
                                        (sent, i) =>
                                            sequence.Take(i).Any(earlier => earlier.Kind == sent.Kind)
                                                ? sent
                                                : sent with
                                                {
                                                    Path = "",
                                                }
                                    ),
                                ],
                                threshold,
                                NPlusOneDetector.MaxPaths
                            ),
                            ignoreOrder: true
                        ),
                iter: 3_000
            );

    private static NaiveFinding[] Found(Sent[] sequence, int threshold, bool everyCallSite)
    {
        var statements = new SentStatements(
            new QueryBudgetOptions { NPlusOneThreshold = threshold, EveryCallSite = everyCallSite }
        );
        foreach (Sent sent in sequence)
        {
            statements.Send(sent);
        }

        return [.. statements.Findings()];
    }
}
