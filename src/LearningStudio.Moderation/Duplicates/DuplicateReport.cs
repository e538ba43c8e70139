namespace LearningStudio.Moderation.Duplicates;

/// <summary>What earlier posts a text resembles.</summary>
public sealed class DuplicateReport
{
    internal DuplicateReport(Fingerprint fingerprint, IReadOnlyList<DuplicateMatch> matches)
    {
        Fingerprint = fingerprint;
        Matches = matches;
    }

    /// <summary>The text's fingerprint.</summary>
    public Fingerprint Fingerprint { get; }

    /// <summary>
    /// Earlier posts of at least <see cref="DuplicateOptions.Near"/>, the most similar first, then by id: of each
    /// cluster of copies one, or one a label.
    /// </summary>
    public IReadOnlyList<DuplicateMatch> Matches { get; }

    /// <summary>
    /// The most similar confirmed spam; null without any, and where a text that moderators approved is as similar or more.
    /// </summary>
    public DuplicateMatch? Spam =>
        Closest(FingerprintLabel.Spam) is { } spam && !(Closest(FingerprintLabel.Ham)?.Similarity >= spam.Similarity)
            ? spam
            : null;

    private DuplicateMatch? Closest(FingerprintLabel label) => Matches.FirstOrDefault(match => match.Label == label);
}
