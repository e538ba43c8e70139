using System.Text.RegularExpressions;
using LearningStudio.Moderation.Rules.Matching;
using LearningStudio.Moderation.Tests.Reference;

namespace LearningStudio.Moderation.Tests.Rules.Matching;

public sealed class ReferenceDataPatternTests
{
    private const int NormalShare = 20;

    // All pairs take minutes in the loop; a twentieth of the texts, and all of them behind the switch.
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("LEARNINGSTUDIO_FULL") is not null;

    [SkippableFact]
    public void RealRulesOverRealTexts_MatchWhereALoopOfExpressionsDoes()
    {
        IReadOnlyList<string> rules = ReferenceData.Rules();
        SearchPattern[] patterns = [.. rules.Select(rule => new SearchPattern(rule, false, TimeSpan.FromSeconds(30)))];
        var index = new PatternIndex(patterns);
        Regex[] loop =
        [
            .. rules.Select(rule => new Regex(rule, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)),
        ];
        string[] texts =
        [
            .. ReferenceData.Texts().Select(text => text.Text).Where((_, i) => IsFull || i % NormalShare == 0),
            .. ReferenceData.CharcoalTests(),
            .. Dense(rules),
        ];
        int hits = 0;

        Parallel.ForEach(texts, text => Interlocked.Add(ref hits, Compare(index, loop, text)));

        texts.Length.ShouldBeGreaterThan(900);
        hits.ShouldBeGreaterThan(500);
        patterns.Count(pattern => pattern.Plan == SearchPlan.Always).ShouldBeLessThan(3);
        patterns.Count(pattern => pattern.Plan == SearchPlan.Literals).ShouldBeGreaterThan(3_500);
    }

    /// <summary>Texts that are full of the rules' own words.</summary>
    private static IEnumerable<string> Dense(IReadOnlyList<string> rules) =>
        rules
            .Select(rule => Regex.Replace(rule, @"\\b|\(\?:|[\\()?.*+\[\]^$]", ""))
            .Chunk(60)
            .Select(part => string.Join(' ', part));

    private static int Compare(PatternIndex index, Regex[] loop, string text)
    {
        FoundMatches found = FoundMatches.In(index, text);
        found.Failures.ShouldBeEmpty();
        for (int i = 0; i < loop.Length; i++)
        {
            Match expected = loop[i].Match(text);
            (int, int)? wanted = expected.Success ? (expected.Index, expected.Length) : null;
            (int, int)? actual = found.Places.TryGetValue(i, out var place) ? place : null;
            if (actual != wanted)
            {
                actual.ShouldBe(wanted, $"rule {i}: {loop[i]}");
            }
        }

        return found.Places.Count;
    }
}
