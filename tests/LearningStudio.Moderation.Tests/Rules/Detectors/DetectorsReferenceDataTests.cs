using LearningStudio.Moderation.Rules.Detectors;
using LearningStudio.Moderation.Rules.Links;
using LearningStudio.Moderation.Tests.Reference;
using Xunit.Abstractions;

namespace LearningStudio.Moderation.Tests.Rules.Detectors;

/// <summary>All detectors over real posts and messages; their folder comes from LEARNINGSTUDIO_DATA.</summary>
public sealed class DetectorsReferenceDataTests(ITestOutputHelper output)
{
    [SkippableTheory]
    [InlineData("qatarliving-posts", "ham")]
    [InlineData("sms", "ham")]
    [InlineData("sms", "spam")]
    public void RealTexts_GivePlacesWithinThem(string set, string label)
    {
        string[] texts = Texts(set, label);
        foreach ((string name, IDetector detector) in Found.All())
        {
            int hits = 0;
            foreach (DetectorText text in texts.Select(raw => new DetectorText(raw)))
            {
                TextSpan[] spans = [.. detector.Find(text)];
                DetectorPropertyTests.ShouldBeWithin(text, spans, name);
                hits += spans.Length > 0 ? 1 : 0;
            }

            output.WriteLine($"{set} {label} {name}: {hits} of {texts.Length} = {100.0 * hits / texts.Length:0.00} %");
        }
    }

    private static string[] Texts(string set, string label) =>
        [
            .. ReferenceData
                .Set(set)
                .Where(text => text.IsSpam == (label is "spam"))
                .Select(text => text.Text)
                .Distinct(StringComparer.Ordinal),
        ];
}
