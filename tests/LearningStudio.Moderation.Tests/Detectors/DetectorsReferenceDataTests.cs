using System.IO.Compression;
using System.Text.Json;
using LearningStudio.Moderation.Detectors;
using LearningStudio.Moderation.Links;
using Xunit.Abstractions;

namespace LearningStudio.Moderation.Tests.Detectors;

/// <summary>All detectors over real posts and messages; their folder comes from LEARNINGSTUDIO_DATA.</summary>
public sealed class DetectorsReferenceDataTests(ITestOutputHelper output)
{
    [SkippableTheory]
    [InlineData("qatarliving-posts.jsonl.gz", "ham")]
    [InlineData("sms.jsonl.gz", "ham")]
    [InlineData("sms.jsonl.gz", "spam")]
    public void RealTexts_GivePlacesWithinThem(string file, string label)
    {
        string[] texts = Texts(file, label);
        foreach ((string name, IDetector detector) in Found.All())
        {
            int hits = 0;
            foreach (DetectorText text in texts.Select(raw => new DetectorText(raw)))
            {
                TextSpan[] spans = [.. detector.Find(text)];
                DetectorPropertyTests.ShouldBeWithin(text, spans, name);
                hits += spans.Length > 0 ? 1 : 0;
            }

            output.WriteLine($"{file} {label} {name}: {hits} of {texts.Length} = {100.0 * hits / texts.Length:0.00} %");
        }
    }

    private static string[] Texts(string file, string label)
    {
        string? data = Environment.GetEnvironmentVariable("LEARNINGSTUDIO_DATA");
        Skip.If(string.IsNullOrEmpty(data), "LEARNINGSTUDIO_DATA names no folder of reference data.");
        using FileStream packed = File.OpenRead(Path.Combine(data!, "spam", file));
        using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        string[] lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. lines
                .Select(line => JsonDocument.Parse(line).RootElement)
                .Where(post => post.GetProperty("label").GetString() == label)
                .Select(post => post.GetProperty("text").GetString()!)
                .Distinct(StringComparer.Ordinal),
        ];
    }
}
