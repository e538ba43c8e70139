using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using LearningStudio.Moderation.Rules.Matching;

namespace LearningStudio.Moderation.Tests.Rules.Matching;

public sealed class PatternIndexTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public void GeneratedPatterns_MatchWhereRegexDoes(int seed, bool matchCase)
    {
        var generated = new GeneratedPatterns(seed);
        SearchPattern[] patterns =
        [
            .. Enumerable.Range(0, 2_500).Select(_ => TryPattern(generated, matchCase)).OfType<SearchPattern>(),
        ];
        var index = new PatternIndex(patterns);
        Regex[] loop = [.. patterns.Select(pattern => LoopOf(pattern, matchCase))];
        patterns.Length.ShouldBeGreaterThan(1_500);
        patterns.Select(pattern => pattern.Plan).Distinct().Count().ShouldBeGreaterThanOrEqualTo(3);

        int compared = 0;
        for (int i = 0; i < 40; i++)
        {
            string text = generated.Text();
            FoundMatches found = FoundMatches.In(index, text);
            for (int p = 0; p < patterns.Length; p++)
            {
                if (TryMatch(loop[p], text) is { } expected)
                {
                    (int, int)? actual = found.Places.TryGetValue(p, out var place) ? place : null;
                    (int, int)? wanted = expected.Success ? (expected.Index, expected.Length) : null;
                    actual.ShouldBe(wanted, $"seed {seed}: {patterns[p].Text} ({patterns[p].Plan}) in {Hex(text)}");
                    compared++;
                }
            }
        }

        compared.ShouldBeGreaterThan(39 * patterns.Length);
    }

    [Fact]
    public void LiteralMetOftenInVain_IsSearchedWholeAndFound()
    {
        var index = new PatternIndex([new SearchPattern(@"abcd.{0,3}x", false, Long)]);
        string text = string.Concat(Enumerable.Repeat("abcd____ ", 50));

        FoundMatches.In(index, text).Places.ShouldBeEmpty();
        FoundMatches.In(index, text + "abcdx").Places[0].ShouldBe((450, 5));
    }

    [Fact]
    public void NothingMatches_NothingIsAllocated()
    {
        var index = new PatternIndex(
            Enumerable.Range(0, 3_000).Select(i => new SearchPattern($@"\bword{i}x\b", false, Long))
        );
        var found = new FoundMatches();
        var budget = new SearchBudget(TimeProvider.System, Long);
        string text = string.Concat(Enumerable.Repeat("A quiet sentence about words and nothing else. ", 40));
        index.Search(text, found, budget);

        long before = GC.GetAllocatedBytesForCurrentThread();
        index.Search(text, found, budget);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void SpentBudget_StopsTheSearch()
    {
        var index = new PatternIndex([new SearchPattern(@"[a-z]+\d", false, Long)]);
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var budget = new SearchBudget(time, TimeSpan.FromMilliseconds(5));

        index.Search("abc1", new FoundMatches(), budget).ShouldBeTrue();
        time.Advance(TimeSpan.FromMilliseconds(6));
        index.Search("abc1", new FoundMatches(), budget).ShouldBeFalse();
    }

    private static Regex LoopOf(SearchPattern pattern, bool matchCase) =>
        new(
            pattern.Text,
            RegexOptions.CultureInvariant | (matchCase ? RegexOptions.None : RegexOptions.IgnoreCase),
            TimeSpan.FromMilliseconds(100)
        );

    // The index knows how to search some patterns that a loop would never be done with.
    private static Match? TryMatch(Regex regex, string text)
    {
        try
        {
            return regex.Match(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static string Hex(string text) => Convert.ToHexString(MemoryMarshal.AsBytes(text.AsSpan()));

    private static SearchPattern? TryPattern(GeneratedPatterns generated, bool matchCase)
    {
        try
        {
            var pattern = new SearchPattern(generated.Pattern(), matchCase, Long);
            // Left out: what may take for ever in the loop that it is held against.
            return pattern.IsEndless || (pattern.IsRisky && pattern.Backtracks) ? null : pattern;
        }
        catch (RegexParseException)
        {
            return null;
        }
    }
}
