using System.IO.Compression;
using System.Text.Json;

namespace LearningStudio.Moderation.Tests.Reference;

/// <summary>Real rules and texts, read from the folder that LEARNINGSTUDIO_DATA names; tests are skipped without it.</summary>
internal static class ReferenceData
{
    /// <summary>The Charcoal project's rules as they are used: between word boundaries, websites without.</summary>
    public static IReadOnlyList<string> Rules() =>
        [
            .. Lines("rules/charcoal-rules.jsonl")
                .Select(rule => (Text: Text(rule, "text"), Label: Text(rule, "label")))
                .Select(rule => rule.Label is "website" ? rule.Text : $@"\b(?:{rule.Text})\b"),
        ];

    /// <summary>The texts of the SMS set with their labels, then the posts of the forum, which are all ham.</summary>
    public static IEnumerable<(string Text, bool IsSpam)> Texts() => Sms().Concat(Set("qatarliving-posts"));

    public static IEnumerable<(string Text, bool IsSpam)> Sms() => Set("sms");

    /// <summary>The texts of a set with their labels, in its order.</summary>
    public static IEnumerable<(string Text, bool IsSpam)> Set(string name) =>
        Lines($"spam/{name}.jsonl.gz")
            .Select(row => (Text(row, "text"), Text(row, "label").Equals("spam", StringComparison.Ordinal)));

    /// <summary>The spam of the Charcoal project's own tests.</summary>
    public static IEnumerable<string> CharcoalTests() =>
        Lines("rules/charcoal-tests.jsonl").Select(test => Text(test, "text"));

    // By \n alone: the texts hold other line ends.
    private static IEnumerable<JsonElement> Lines(string name)
    {
        string? folder = Environment.GetEnvironmentVariable("LEARNINGSTUDIO_DATA");
        Skip.If(string.IsNullOrEmpty(folder), "LEARNINGSTUDIO_DATA names no folder of reference data.");
        using Stream file = File.OpenRead(Path.Combine(folder!, name));
        using Stream stream = name.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file;
        using var reader = new StreamReader(stream);
        foreach (string line in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            yield return document.RootElement.Clone();
        }
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
