namespace LearningStudio.Moderation.Duplicates;

/// <summary>What earlier posts a text resembles.</summary>
/// <param name="Fingerprint">The text's fingerprint.</param>
/// <param name="Matches">
/// Earlier posts of at least <see cref="DuplicateOptions.Near"/>, the most similar first, then by id: of each cluster of
/// copies one, or one a label.
/// </param>
public sealed record DuplicateReport(Fingerprint Fingerprint, IReadOnlyList<DuplicateMatch> Matches)
{
    /// <summary>
    /// The most similar confirmed spam; null without any, and where a text that moderators approved is as similar or more.
    /// </summary>
    public DuplicateMatch? Spam =>
        Closest(FingerprintLabel.Spam) is { } spam && !(Closest(FingerprintLabel.Ham)?.Similarity >= spam.Similarity)
            ? spam
            : null;

    private DuplicateMatch? Closest(FingerprintLabel label) => Matches.FirstOrDefault(match => match.Label == label);
}
