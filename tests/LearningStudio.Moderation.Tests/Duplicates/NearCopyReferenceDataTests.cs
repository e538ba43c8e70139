using LearningStudio.Moderation.Duplicates;
using Xunit.Abstractions;

namespace LearningStudio.Moderation.Tests.Duplicates;

/// <summary>The copies that bands find among real texts, against a comparison of every text with every other.</summary>
public sealed class NearCopyReferenceDataTests(ITestOutputHelper output)
{
    private const double Near = 0.5;
    private const int Seed = 20260115;

    [SkippableTheory]
    [InlineData("sms", 400)]
    [InlineData("qatarliving-posts", 300)]
    public void Bands_FindTheNearCopies(string set, int pairs)
    {
        string[] texts = [.. Sketched(ReferenceTexts.Read(set))];
        Fingerprint[] fingerprints = [.. texts.Select(text => Fingerprint.Of(text))];
        Dictionary<(int, int), double> all = AllPairs.Of(texts, Near);
        var found = new HashSet<(int, int)>();
        var bands = new Dictionary<long, List<int>>();
        for (int i = 0; i < texts.Length; i++)
        {
            foreach (long band in fingerprints[i].Bands)
            {
                List<int> bucket = bands.TryGetValue(band, out List<int>? before) ? before : bands[band] = [];
                found.UnionWith(bucket.Select(earlier => (earlier, i)));
                bucket.Add(i);
            }
        }

        HashSet<(int, int)> verified =
        [
            .. found.Where(p => Fingerprint.SimilarityOf(texts[p.Item1], texts[p.Item2]) >= Near),
        ];

        output.WriteLine(
            $"{set}: {texts.Length} texts, {all.Count} pairs; recall {Recall(all, verified, 0.5):F3} at 0.5, {Recall(all, verified, 0.6):F3} at 0.6, {Recall(all, verified, 0.8):F3} at 0.8; {found.Count} candidates"
        );
        all.Count.ShouldBeGreaterThan(pairs);
        verified.ShouldBeSubsetOf(all.Keys);
        Recall(all, verified, 0.5).ShouldBeGreaterThanOrEqualTo(0.95);
        Recall(all, verified, 0.6).ShouldBeGreaterThanOrEqualTo(0.99);
    }

    [SkippableTheory]
    [InlineData("sms")]
    [InlineData("qatarliving-posts")]
    public async Task TextsWithATenthOfTheirWordsChanged_AreFound(string set)
    {
        var random = new Random(Seed);
        string[] texts = [.. Sketched(ReferenceTexts.Read(set))];
        string[] words = [.. texts.SelectMany(text => text.Split(' '))];
        using var detector = new Detector();
        for (int i = 0; i < texts.Length; i++)
        {
            await detector.RememberAsync(i, texts[i]);
        }

        int found = 0;
        int[] tried = [.. Enumerable.Range(0, texts.Length).Where(i => texts[i].Length >= 100).Take(1500)];
        foreach (int i in tried)
        {
            string changed = string.Join(' ', texts[i].Split(' ').Select(word => Changed(random, word, words)));
            DuplicateReport report = await detector.FindAsync(changed);

            report.Matches.ShouldAllBe(m => Fingerprint.SimilarityOf(changed, texts[(int)m.PostId]) >= Near);
            found += await IsInAsync(detector.Store, report, i) ? 1 : 0;
        }

        output.WriteLine($"{set}: {found} of {tried.Length} found");
        tried.Length.ShouldBeGreaterThan(1000);
        ((double)found / tried.Length).ShouldBeGreaterThanOrEqualTo(0.97, $"seed {Seed}");
    }

    private static string Changed(Random random, string word, string[] words) =>
        random.NextDouble() < 0.1 ? words[random.Next(words.Length)] : word;

    private static async Task<bool> IsInAsync(IFingerprintStore store, DuplicateReport report, int post)
    {
        foreach (DuplicateMatch match in report.Matches)
        {
            if ((await store.GetClusterAsync(match.ClusterId, 1000)).Contains(post))
            {
                return true;
            }
        }

        return false;
    }

    private static double Recall(Dictionary<(int, int), double> all, HashSet<(int, int)> found, double least)
    {
        (int, int)[] wanted = [.. all.Where(pair => pair.Value >= least).Select(pair => pair.Key)];
        return (double)wanted.Count(found.Contains) / wanted.Length;
    }

    private static IEnumerable<string> Sketched(IEnumerable<(string Text, bool IsSpam)> rows) =>
        rows.Select(row => row.Text).Where(text => NormalText.Of(text).Length >= Fingerprint.ShortestSketched);
}
