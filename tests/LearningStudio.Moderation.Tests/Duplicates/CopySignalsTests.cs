using LearningStudio.Moderation.Duplicates;

namespace LearningStudio.Moderation.Tests.Duplicates;

/// <summary>What a copy makes of a submission.</summary>
public sealed class CopySignalsTests : IDisposable
{
    private const string Text =
        "Our cat likes to sleep on the warm window sill at noon, and in the evening it walks about the garden.";

    private const string Copy =
        "Our cat likes to sleep on the warm window sill at noon, and in the morning it walks about the garden.";

    private const string Near =
        "Our cat likes to sleep on the warm window sill at noon, and in the evening it eats its fish.";

    private readonly Detector _detector = new();

    public void Dispose() => _detector.Dispose();

    [Theory]
    [InlineData(Copy, "SpamDetection 2 copy-of-spam", true)]
    [InlineData(Near, "SpamDetection 3 copy-of-spam", false)]
    public async Task CopyOfSpam_IsHeldAndANearOneReviewed(string body, string signal, bool held)
    {
        await _detector.StoreAsync(1, Text, FingerprintLabel.Spam);

        ModerationResult result = await ModerateAsync(body);

        Signals(result).ShouldBe([signal]);
        result.IsHeld.ShouldBe(held);
        result.Signals[0].Reasons[0].Weight.ShouldBe(Fingerprint.SimilarityOf(body, Text));
        result.Copies!.Spam!.PostId.ShouldBe(1);
    }

    [Fact]
    public async Task SpamByRulesAndByCopy_IsOneSignal()
    {
        string spam = $"{Text} casino";
        await _detector.StoreAsync(1, spam, FingerprintLabel.Spam);

        ModerationResult result = await ModerateAsync(spam);

        Signals(result).ShouldBe(["SpamDetection 2 spam-gambling copy-of-spam"]);
        result.Signals[0].SpamScore.ShouldBe(0.5);
        result.IsHeld.ShouldBeTrue();
    }

    [Theory]
    [InlineData(Copy, null, new[] { "EditedPost 4 copy" })]
    [InlineData(Near, null, new string[0])]
    [InlineData(Copy, 9L, new string[0])]
    public async Task CopyOfAnyPost_IsReviewed(string body, long? edited, string[] signals)
    {
        await _detector.StoreAsync(1, Text);

        ModerationResult result = await ModerateAsync(body, edited);

        Signals(result).ShouldBe(signals);
        result.IsHeld.ShouldBeFalse();
    }

    [Fact]
    public async Task FewWords_AreNoCopyUnlessTheyAreSpam()
    {
        await _detector.StoreAsync(1, "Thanks!");
        await _detector.StoreAsync(2, "call now", FingerprintLabel.Spam);

        Signals(await ModerateAsync("thanks")).ShouldBeEmpty();
        Signals(await ModerateAsync("Call now!")).ShouldBe(["SpamDetection 2 copy-of-spam"]);
    }

    [Fact]
    public async Task EditToSpam_IsHeldAndItsOwnTextDoesNotCount()
    {
        await _detector.StoreAsync(1, Text, FingerprintLabel.Spam);

        (await ModerateAsync(Copy, edited: 9)).IsHeld.ShouldBeTrue();
        (await ModerateAsync(Copy, edited: 1)).IsHeld.ShouldBeFalse();
    }

    [Fact]
    public async Task SwitchedOff_NothingIsLookedFor()
    {
        using var off = new Detector(configure: o => o.Enabled = false);
        await off.StoreAsync(1, Text, FingerprintLabel.Spam);

        ModerationResult result = await off.Moderator.ModerateAsync(Submissions.Create(2, Text));

        result.Copies.ShouldBeNull();
        result.Signals.ShouldBeEmpty();
    }

    private Task<ModerationResult> ModerateAsync(string body, long? edited = null) =>
        _detector.Moderator.ModerateAsync(Submissions.Create(2, body) with { EditedPostId = edited });

    private static string[] Signals(ModerationResult result) =>
        [
            .. result.Signals.Select(signal =>
                $"{signal.Type} {signal.Priority} {string.Join(' ', signal.Reasons.Select(reason => reason.Code))}"
            ),
        ];
}
