using LearningStudio.Moderation.Duplicates;

namespace LearningStudio.Moderation.Tests.Duplicates;

public sealed class DuplicateDetectorTests
{
    private const string Text =
        "Our cat likes to sleep on the warm window sill at noon, and in the evening it walks about the garden.";

    private const string Copy =
        "Our cat likes to sleep on the warm window sill at noon, and in the morning it walks about the garden.";

    private const string Near =
        "Our cat likes to sleep on the warm window sill at noon, and in the evening it eats its fish.";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Copies_AreReportedTheMostSimilarFirst(bool hasTexts)
    {
        using var detector = new Detector(hasTexts);
        await detector.StoreAsync(1, Near);
        await detector.StoreAsync(2, Copy);
        await detector.StoreAsync(3, "A quite different sentence about trains and tunnels.");

        DuplicateReport report = await detector.FindAsync(Text);

        report.Matches.Select(match => match.PostId).ShouldBe([2, 1]);
        report.Matches.ShouldAllBe(match => match.IsEstimate == !hasTexts && match.Label == FingerprintLabel.Undecided);
        report.Matches[0].Similarity.ShouldBe(Fingerprint.SimilarityOf(Text, Copy), hasTexts ? 0 : 0.15);
        report.Spam.ShouldBeNull();
    }

    [Fact]
    public async Task TextThatIsGone_IsEstimated()
    {
        using var detector = new Detector();
        await detector.StoreAsync(1, Copy);
        await detector.StoreAsync(2, Text);
        detector.Texts.Clear();

        DuplicateReport report = await detector.FindAsync(Text);

        (report.Matches[0].Similarity, report.Matches[0].IsEstimate).ShouldBe(
            (Fingerprint.Compute(Text).EstimateSimilarity(Fingerprint.Compute(Copy)), true)
        );
    }

    [Fact]
    public async Task Matches_AreOfTheBoundsOnly()
    {
        double similarity = Fingerprint.SimilarityOf(Text, Near);
        using var on = new Detector(configure: o => o.Near = similarity);
        using var above = new Detector(configure: o => o.Near = similarity + 1e-9);
        await on.StoreAsync(1, Near);
        await above.StoreAsync(1, Near);

        (await on.FindAsync(Text)).Matches.ShouldHaveSingleItem();
        (await above.FindAsync(Text)).Matches.ShouldBeEmpty();
    }

    [Fact]
    public async Task Duplicates_AreOneClusterAndNearCopiesAreNot()
    {
        using var detector = new Detector();
        await detector.StoreAsync(1, Text);
        await detector.StoreAsync(2, Copy);
        await detector.StoreAsync(3, Near);

        (await detector.Store.GetClusterAsync(1, 10)).ShouldBe([1, 2]);
        (await detector.FindAsync(Text))
            .Matches.Select(match => (match.PostId, match.ClusterId))
            .ShouldBe([(1, 1), (3, 3)]);
    }

    [Fact]
    public async Task OwnEarlierText_DoesNotCount()
    {
        using var detector = new Detector();
        await detector.StoreAsync(1, Text);

        (await detector.FindAsync(Copy, except: 1)).Matches.ShouldBeEmpty();
        (await detector.FindAsync(Copy)).Matches.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("Thanks!", 1)]
    [InlineData("!!!", 0)]
    public async Task ShortTexts_HaveExactCopiesOnly(string text, int matches)
    {
        using var detector = new Detector();
        await detector.StoreAsync(1, text);
        await detector.StoreAsync(2, "Thanks a");

        DuplicateReport report = await detector.FindAsync(text + " ");

        report.Matches.Select(match => match.Similarity).ShouldBe(Enumerable.Repeat(1.0, matches));
    }

    [Fact]
    public async Task Spam_IsNamedUnlessWhatWasApprovedIsAsSimilar()
    {
        using var detector = new Detector();
        await detector.StoreAsync(1, Text);
        await detector.StoreAsync(2, Copy, FingerprintLabel.Spam);

        DuplicateReport unjudged = await detector.FindAsync(Text);
        await detector.Store.MarkAsync(1, FingerprintLabel.Ham);
        DuplicateReport original = await detector.FindAsync(Text);
        DuplicateReport copy = await detector.FindAsync(Copy);

        unjudged.Spam!.PostId.ShouldBe(2);
        original.Spam.ShouldBeNull();
        (copy.Spam!.PostId, copy.Spam.Similarity).ShouldBe((2, 1));
    }

    [Fact]
    public async Task ChangedKey_FindsNothingOfBefore()
    {
        var key = new string('k', 16);
        using var detector = new Detector(configure: o => o.Key = key);
        await detector.Store.AddAsync(
            new NewFingerprint
            {
                PostId = 1,
                Fingerprint = Fingerprint.Compute(Text, key),
                CreatedAt = detector.Clock.GetUtcNow(),
            }
        );
        await detector.Store.AddAsync(
            new NewFingerprint
            {
                PostId = 2,
                Fingerprint = Fingerprint.Compute(Text),
                CreatedAt = detector.Clock.GetUtcNow(),
            }
        );

        (await detector.FindAsync(Text)).Matches.Select(match => match.PostId).ShouldBe([1]);
    }

    [Fact]
    public async Task Expiry_IsByTheRetention()
    {
        using var detector = new Detector(configure: o => o.Retention = TimeSpan.FromDays(2));
        await detector.StoreAsync(1, Text);
        detector.Clock.Advance(TimeSpan.FromDays(2));
        (await detector.Instance.ExpireAsync()).ShouldBe(0);

        detector.Clock.Advance(TimeSpan.FromMilliseconds(1));

        (await detector.Instance.ExpireAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Boilerplate_DoesNotMakeALookupLong()
    {
        using var detector = new Detector(configure: o => o.MaxBucket = 5);
        var random = new Random(1);
        string footer = string.Join(' ', RandomTexts.Words(random, 40));
        for (int id = 1; id <= 100; id++)
        {
            await detector.StoreAsync(id, string.Join(' ', RandomTexts.Words(random, 20)) + footer);
        }

        Fingerprint text = Fingerprint.Compute(string.Join(' ', RandomTexts.Words(random, 20)) + footer);

        (await detector.Store.FindAsync(text.Bands, 1)).Count.ShouldBeInRange(1, 10);
        (await detector.FindAsync(footer)).Matches.ShouldNotBeEmpty();
    }
}
