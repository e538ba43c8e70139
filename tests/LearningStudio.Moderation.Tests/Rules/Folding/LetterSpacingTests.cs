using System.Text.RegularExpressions;
using LearningStudio.Moderation.Rules.Folding;

namespace LearningStudio.Moderation.Tests.Rules.Folding;

public sealed class LetterSpacingTests
{
    private const int Seed = 20260304;

    // The same said as a pattern, tried at each place.
    private static readonly Regex Run = new(
        @"\G(?<![a-z0-9])[a-z](?<separator>[ .-])[a-z]\k<separator>[a-z]\k<separator>[a-z](?![a-z0-9])",
        RegexOptions.CultureInvariant
    );

    [Fact]
    public void RandomTexts_AreJoinedAsThePatternSays()
    {
        const string Characters = "abcd1  --..\n";
        var random = new Random(Seed);
        for (int round = 0; round < 20_000; round++)
        {
            string text = new(random.GetItems<char>(Characters, random.Next(70)));
            int[] starts = [.. Enumerable.Range(0, text.Length).Where(start => Run.IsMatch(text, start))];
            int[] removed =
            [
                .. starts.SelectMany(start => new[] { start + 1, start + 3, start + 5 }).Distinct().Order(),
            ];

            bool[] keeps = LetterSpacing.Keeps(text);

            Enumerable.Range(0, text.Length).Where(index => !keeps[index]).ShouldBe(removed, $"seed {Seed}, {round}");
            LetterSpacing.Occurs(text).ShouldBe(removed.Length > 0, $"seed {Seed}, round {round}");
        }
    }

    [Fact]
    public void Run_IsFoundAtEachPlace()
    {
        for (int before = 0; before < 70; before++)
        {
            LetterSpacing.Occurs(new string('.', before) + "a b c d").ShouldBeTrue();
            LetterSpacing.Occurs(new string('.', before) + "a b c d" + new string('x', before)).ShouldBe(before == 0);
        }
    }
}
