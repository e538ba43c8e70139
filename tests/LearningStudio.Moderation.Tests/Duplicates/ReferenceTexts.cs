using System.IO.Compression;
using System.Text.Json;

namespace LearningStudio.Moderation.Tests.Duplicates;

/// <summary>Texts of the reference data, whose folder comes from LEARNINGSTUDIO_DATA.</summary>
internal static class ReferenceTexts
{
    /// <summary>The texts of a set in its order, without those that equal an earlier one when normalised.</summary>
    public static IReadOnlyList<(string Text, bool IsSpam)> Read(string set)
    {
        string? data = Environment.GetEnvironmentVariable("LEARNINGSTUDIO_DATA");
        Skip.If(string.IsNullOrEmpty(data), "LEARNINGSTUDIO_DATA names no folder of reference data.");
        using FileStream file = File.OpenRead(Path.Combine(data!, "spam", $"{set}.jsonl.gz"));
        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        return
        [
            .. reader
                .ReadToEnd()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement)
                .Select(row => (row.GetProperty("text").GetString()!, row.GetProperty("label").ValueEquals("spam")))
                .DistinctBy(row => Fingerprint.Of(row.Item1).Hash),
        ];
    }
}
