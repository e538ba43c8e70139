using LearningStudio.Moderation.Duplicates;
using Xunit.Abstractions;

namespace LearningStudio.Moderation.Tests.Duplicates;

/// <summary>The copies that bands find among real texts, against a comparison of every text with every other.</summary>
public sealed class NearCopyReferenceDataTests(ITestOutputHelper output)
{
    private const double Near = 0.5;
    private const int Seed = 20260115;

    // A key changes every value: recall must not hang on the luck of one.
    [SkippableTheory]
    [InlineData("sms", 400)]
    [InlineData("qatarliving-posts", 300)]
    public void Bands_FindTheNearCopies(string set, int pairs)
    {
        string[] texts = [.. Sketched(ReferenceTexts.Read(set))];
        Dictionary<(int, int), double> all = AllPairs.Find(texts, Near);
        all.Count.ShouldBeGreaterThan(pairs);
        foreach (string key in new[] { "", "the first other key", "the second other key" })
        {
            HashSet<(int, int)> candidates = CandidatesOf([.. texts.Select(text => Fingerprint.Compute(text, key))]);
            (int, int)[] verified =
            [
                .. candidates.Where(p => Fingerprint.SimilarityOf(texts[p.Item1], texts[p.Item2]) >= Near),
            ];

            output.WriteLine(
                $"{set}: {texts.Length} texts, {all.Count} pairs, {candidates.Count} candidates; recall {Recall(all, verified, 0.5):F3} at 0.5, {Recall(all, verified, 0.6):F3} at 0.6"
            );
            verified.ShouldBeSubsetOf(all.Keys);
            Recall(all, verified, 0.5).ShouldBeGreaterThanOrEqualTo(0.95);
            Recall(all, verified, 0.6).ShouldBeGreaterThanOrEqualTo(0.99);
        }
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
            await detector.StoreAsync(i, texts[i]);
        }

        int found = 0;
        int[] tried = [.. Enumerable.Range(0, texts.Length).Where(i => texts[i].Length >= 100).Take(1500)];
        foreach (int i in tried)
        {
            string changed = WithATenthChanged(random, texts[i].Split(' '), words);
            DuplicateReport report = await detector.FindAsync(changed);

            report.Matches.ShouldAllBe(m => Fingerprint.SimilarityOf(changed, texts[(int)m.PostId]) >= Near);
            found += await IsInAsync(detector.Store, report, i) ? 1 : 0;
        }

        output.WriteLine($"{set}: {found} of {tried.Length} found");
        tried.Length.ShouldBeGreaterThan(1000);
        ((double)found / tried.Length).ShouldBeGreaterThanOrEqualTo(0.97, $"seed {Seed}");
    }

    private static string WithATenthChanged(Random random, string[] text, string[] words)
    {
        int[] places = [.. Enumerable.Range(0, text.Length)];
        random.Shuffle(places);
        foreach (int place in places.Take((int)Math.Ceiling(text.Length / 10.0)))
        {
            text[place] = words[random.Next(words.Length)];
        }

        return string.Join(' ', text);
    }

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

    private static HashSet<(int, int)> CandidatesOf(Fingerprint[] fingerprints)
    {
        var found = new HashSet<(int, int)>();
        var bands = new Dictionary<long, List<int>>();
        for (int i = 0; i < fingerprints.Length; i++)
        {
            foreach (long band in fingerprints[i].Bands)
            {
                List<int> bucket = bands.TryGetValue(band, out List<int>? before) ? before : bands[band] = [];
                found.UnionWith(bucket.Select(earlier => (earlier, i)));
                bucket.Add(i);
            }
        }

        return found;
    }

    private static double Recall(Dictionary<(int, int), double> all, (int, int)[] found, double least)
    {
        (int, int)[] wanted = [.. all.Where(pair => pair.Value >= least).Select(pair => pair.Key)];
        return (double)wanted.Intersect(found).Count() / wanted.Length;
    }

    private static IEnumerable<string> Sketched(IEnumerable<(string Text, bool IsSpam)> rows) =>
        rows.Select(row => row.Text).Where(text => NormalText.Normalize(text).Length >= Fingerprint.MinSketchedLength);
}
