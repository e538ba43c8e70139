using System.Text;
using LearningStudio.Moderation.Rules.Detectors;
using LearningStudio.Moderation.Rules.Links;
using LearningStudio.Moderation.Tests.Rules.Folding;

namespace LearningStudio.Moderation.Tests.Rules.Detectors;

public sealed class DetectorPropertyTests
{
    private const int Seed = 20260303;

    [Fact]
    public void RandomTexts_GiveOrderedPlacesWithinThem()
    {
        Dictionary<string, IDetector> detectors = Found.All();
        var random = new Random(Seed);
        for (int round = 0; round < 20_000; round++)
        {
            var text = new DetectorText(RandomTexts.Next(random));
            foreach ((string name, IDetector detector) in detectors)
            {
                ShouldBeWithin(text, [.. detector.Find(text)], $"{name}, seed {Seed}, round {round}");
            }
        }
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1 ")]
    [InlineData("12345678 ")]
    [InlineData("http://a.com/12345678 ")]
    [InlineData("a@")]
    [InlineData("a@a.com ")]
    [InlineData("é\u200D")]
    [InlineData("\u200D")]
    [InlineData("\u0301")]
    [InlineData("a b ")]
    [InlineData("\u0301\u0323")]
    [InlineData("ᄀ")]
    [InlineData("ㅏ")]
    public async Task Repetition_IsReadInOnePass(string piece)
    {
        string raw = new StringBuilder("é").Insert(1, piece, 300_000 / piece.Length).ToString();

        Task find = Task.Run(() =>
        {
            var text = new DetectorText(raw);
            foreach ((string name, IDetector detector) in Found.All())
            {
                ShouldBeWithin(text, [.. detector.Find(text)], name);
            }
        });

        await find.WaitAsync(TimeSpan.FromSeconds(60));
    }

    internal static void ShouldBeWithin(DetectorText text, TextSpan[] spans, string clue)
    {
        spans.Length.ShouldBeLessThanOrEqualTo(IDetector.MaxMatches, clue);
        int start = 0;
        foreach (TextSpan span in spans)
        {
            span.Start.ShouldBeGreaterThanOrEqualTo(start, clue);
            span.Length.ShouldBeGreaterThanOrEqualTo(0, clue);
            span.End.ShouldBeLessThanOrEqualTo(text.Raw.Length, clue);
            start = span.Start;
        }
    }
}
