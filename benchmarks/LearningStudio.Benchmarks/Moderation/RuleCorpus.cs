using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LearningStudio.Benchmarks.Moderation;

/// <summary>Rules and texts to measure with: real ones where LEARNINGSTUDIO_DATA names their folder, else made ones.</summary>
internal sealed partial class RuleCorpus
{
    private RuleCorpus(string origin, string[] rules, string[] ham, string[] spam)
    {
        Origin = origin;
        Rules = rules;
        Ham = ham;
        Spam = spam;
    }

    public string Origin { get; }

    public string[] Rules { get; }

    public string[] Ham { get; }

    public string[] Spam { get; }

    public static RuleCorpus Load()
    {
        string? folder = Environment.GetEnvironmentVariable("LEARNINGSTUDIO_DATA");
        return string.IsNullOrEmpty(folder) ? Made() : Real(folder);
    }

    /// <summary>Texts of a size, cut from what stands one after another.</summary>
    public static string[] Blocks(IEnumerable<string> texts, int size, int count)
    {
        var blocks = new List<string>();
        var block = new StringBuilder();
        foreach (string text in texts)
        {
            block.Append(text).Append('\n');
            if (block.Length >= size)
            {
                blocks.Add(block.ToString(0, size));
                block.Clear();
            }

            if (blocks.Count == count)
            {
                break;
            }
        }

        return [.. blocks];
    }

    /// <summary>Texts that are full of the rules' own words.</summary>
    public IEnumerable<string> RulesAsText() => Rules.Select(rule => Signs().Replace(rule, " "));

    private static RuleCorpus Real(string folder)
    {
        (string Text, string Label)[] rules = [.. Lines(folder, "rules/charcoal-rules.jsonl")];
        (string Text, string Label)[] sms = [.. Lines(folder, "spam/sms.jsonl.gz")];
        return new RuleCorpus(
            "Charcoal's rules of 2017; ham of Qatar Living, spam of the SMS Spam Collection",
            [.. rules.Select(rule => rule.Label is "website" ? rule.Text : $@"\b(?:{rule.Text})\b")],
            [.. Lines(folder, "spam/qatarliving-posts.jsonl.gz").Select(post => post.Text)],
            [.. sms.Where(text => text.Label is "spam").Select(text => text.Text)]
        );
    }

    // Of the same shape: four in five plain words, one in six with something short between, the rest open.
    private static RuleCorpus Made()
    {
        var words = new MadeWords(seed: 1);
        string[] rules =
        [
            .. Enumerable
                .Range(0, 4_732)
                .Select(i =>
                    (i % 31) switch
                    {
                        0 => $@"\b(?:{words.Rare()}.*{words.Rare()})\b",
                        < 6 => $@"\b(?:{words.Rare()}\W?{words.Rare()})\b",
                        _ => $@"\b(?:{words.Rare()}{words.Rare()})\b",
                    }
                ),
        ];
        string[] ham = [.. Enumerable.Range(0, 4_000).Select(_ => words.Text(40))];
        return new RuleCorpus("made rules and texts; LEARNINGSTUDIO_DATA names a folder of real ones", rules, ham, ham);
    }

    private static IEnumerable<(string Text, string Label)> Lines(string folder, string name)
    {
        using Stream file = File.OpenRead(Path.Combine(folder, name));
        using Stream stream = name.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file;
        using var reader = new StreamReader(stream);
        foreach (string line in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using JsonDocument row = JsonDocument.Parse(line);
            yield return (
                row.RootElement.GetProperty("text").GetString()!,
                row.RootElement.TryGetProperty("label", out JsonElement label) ? label.GetString()! : ""
            );
        }
    }

    [GeneratedRegex(@"\\[bWwdsDS]|\(\?[:=!]?|[\\()?.*+\[\]^${}|]", RegexOptions.None, 1000)]
    private static partial Regex Signs();
}
