using System.IO.Compression;
using System.Text;
using System.Text.Json;
using LearningStudio.Benchmarks.Turns;
using LearningStudio.Moderation;
using LearningStudio.Moderation.Duplicates;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Benchmarks.Moderation;

/// <summary>
/// How much of the SMS set's spam is a near copy of earlier spam of the set, in the order of the file, each text known to
/// moderators once it is past; its folder comes from LEARNINGSTUDIO_DATA.
/// </summary>
internal static class NearCopiesOfSpam
{
    private const double Suspicious = 0.4;
    private const double Held = 0.7;

    public static async Task<string> RunAsync()
    {
        string? data = Environment.GetEnvironmentVariable("LEARNINGSTUDIO_DATA");
        if (string.IsNullOrEmpty(data))
        {
            return "Near copies of spam: left out, since LEARNINGSTUDIO_DATA names no folder of reference data."
                + Environment.NewLine;
        }

        List<(bool IsSpam, bool IsCopy, bool IsExact, double Score)> judged = await ModerateAsync(
            Path.Combine(data, "spam", "sms.jsonl.gz")
        );
        var table = new StringBuilder();
        table.Line($"### Spam of the SMS set in the order of its file: near copies of earlier spam");
        table.Line($"{judged.Count(text => text.IsSpam)} spam, {judged.Count(text => !text.IsSpam)} ham.");
        table.Line($"");
        table.Line($"| found by | spam | ham | recall | precision | goal |");
        table.Line($"|---|---:|---:|---:|---:|---|");
        Row(table, "exact copies", "", judged.Select(text => (text.IsSpam, text.IsExact)));
        Row(table, "near copies", "", judged.Select(text => (text.IsSpam, text.IsCopy)));
        foreach ((double least, string goal) in new[] { (Suspicious, ""), (Held, "≥ 0.40 at ≥ 0.99") })
        {
            string score = Markdown.Text($"classic score ≥ {least:F1}");
            Row(table, score, "", judged.Select(text => (text.IsSpam, text.Score >= least)));
            Row(
                table,
                $"near copies and {score}",
                goal,
                judged.Select(text => (text.IsSpam, text.IsCopy || text.Score >= least))
            );
        }

        return table.ToString();
    }

    private static async Task<List<(bool IsSpam, bool IsCopy, bool IsExact, double Score)>> ModerateAsync(string file)
    {
        var texts = new TextsById();
        await using ServiceProvider services = new ServiceCollection()
            .AddSingleton<IPostTexts>(texts)
            .AddLearningStudioModeration()
            .BuildServiceProvider();
        var detector = services.GetRequiredService<DuplicateDetector>();
        var scorer = services.GetRequiredService<SpamScorer>();
        var judged = new List<(bool IsSpam, bool IsCopy, bool IsExact, double Score)>();
        foreach ((string text, bool isSpam) in Read(file))
        {
            DuplicateReport report = await detector.FindAsync(text);
            judged.Add((isSpam, report.Spam is not null, report.Spam?.Similarity >= 1, scorer.ScoreBody(text).Score));
            texts.Add(judged.Count, text);
            await detector.StoreAsync(
                judged.Count,
                report,
                isSpam ? FingerprintLabel.Spam : FingerprintLabel.Undecided
            );
        }

        return judged;
    }

    private static void Row(
        StringBuilder table,
        string name,
        string goal,
        IEnumerable<(bool IsSpam, bool IsFound)> texts
    )
    {
        ILookup<bool, bool> found = texts.ToLookup(text => text.IsSpam, text => text.IsFound);
        int spam = found[true].Count(isFound => isFound);
        int ham = found[false].Count(isFound => isFound);
        double recall = (double)spam / found[true].Count();
        string precision = spam + ham == 0 ? "" : Markdown.Text($"{(double)spam / (spam + ham):F4}");
        table.Line($"| {name} | {spam} | {ham} | {recall:F3} | {precision} | {goal} |");
    }

    // Lines end at a line feed only: the texts hold other line ends of Unicode.
    private static IEnumerable<(string Text, bool IsSpam)> Read(string path)
    {
        using var unpacked = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        foreach (string line in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using JsonDocument row = JsonDocument.Parse(line);
            yield return (
                row.RootElement.GetProperty("text").GetString()!,
                row.RootElement.GetProperty("label").ValueEquals("spam")
            );
        }
    }

    private sealed class TextsById : Dictionary<long, string>, IPostTexts
    {
        public Task<IReadOnlyDictionary<long, string>> GetBodiesAsync(
            IReadOnlyCollection<long> postIds,
            CancellationToken cancellationToken
        ) => Task.FromResult<IReadOnlyDictionary<long, string>>(this);
    }
}
