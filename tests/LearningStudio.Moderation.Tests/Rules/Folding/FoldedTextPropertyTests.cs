using System.Text;
using LearningStudio.Moderation.Rules.Folding;
using LearningStudio.Moderation.Rules.Links;

namespace LearningStudio.Moderation.Tests.Rules.Folding;

public sealed class FoldedTextPropertyTests
{
    private const int Seed = 20260301;

    [Fact]
    public void Map_IsMonotoneWithinTheTextAndSplitsNoPair() =>
        ForEachText(
            (text, folded, clue) =>
            {
                var before = new TextSpan(0, 0);
                for (int index = 0; index < folded.Text.Length; index++)
                {
                    TextSpan span = folded.Raw(index, 1);
                    span.Length.ShouldBeGreaterThan(0, clue);
                    span.End.ShouldBeLessThanOrEqualTo(text.Length, clue);
                    (span == before || span.Start >= before.End).ShouldBeTrue(clue);
                    SplitsPair(text, span.Start).ShouldBeFalse(clue);
                    SplitsPair(text, span.End).ShouldBeFalse(clue);
                    before = span;
                }
            }
        );

    [Fact]
    public void Match_SpansItsFirstToItsLastSegment() =>
        ForEachText(
            (text, folded, clue) =>
            {
                for (int start = 0; start < folded.Text.Length; start++)
                {
                    int length = Math.Min(5, folded.Text.Length - start);
                    TextSpan whole = folded.Raw(start, length);
                    whole.Start.ShouldBe(folded.Raw(start, 1).Start, clue);
                    whole.End.ShouldBe(folded.Raw(start + length - 1, 1).End, clue);
                }
            }
        );

    [Fact]
    public void Folding_IsIdempotentAndBounded() =>
        ForEachText(
            (text, folded, clue) =>
            {
                FoldedText.Create(folded.Text).Text.ShouldBe(folded.Text, clue);
                FoldedText.Create(folded.Text).IsRaw.ShouldBeTrue(clue);
                folded.IsRaw.ShouldBe(folded.Text.Equals(text, StringComparison.Ordinal), clue);
                folded.Text.Length.ShouldBeLessThanOrEqualTo(8 * text.Length, clue);
            }
        );

    [Fact]
    public void Segments_GiveTheNormalFormOfTheWhole()
    {
        const string Pieces = "aeo \u0301\u0308\u0323\u0338ﬁ½ﾊﾟｶﾞｶ한한하ㅎㅏㄴ각가\u093C\u0915\u09C7\u09BEقﷺ́";
        var random = new Random(Seed);
        for (int round = 0; round < 5_000; round++)
        {
            string text = string.Concat(Enumerable.Range(0, 12).Select(_ => Pieces[random.Next(Pieces.Length)]))
                .Replace("ﷺ", "", StringComparison.Ordinal);

            FoldedText.Create(text + "!").Text.ShouldBe(text.Normalize(NormalizationForm.FormKC) + "!", $"seed {Seed}");
        }
    }

    private static void ForEachText(Action<string, FoldedText, string> check)
    {
        var random = new Random(Seed);
        for (int round = 0; round < 4_000; round++)
        {
            string text = RandomTexts.Next(random);
            check(text, FoldedText.Create(text), $"seed {Seed}, round {round}");
        }
    }

    private static bool SplitsPair(string text, int index) =>
        index > 0 && index < text.Length && char.IsLowSurrogate(text[index]) && char.IsHighSurrogate(text[index - 1]);
}
