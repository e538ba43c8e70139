namespace LearningStudio.Moderation.Duplicates;

/// <summary>What moderators said of a text whose fingerprint is kept.</summary>
public enum FingerprintLabel
{
    /// <summary>Nothing yet.</summary>
    Undecided,

    /// <summary>It may stay: it is not spam.</summary>
    Ham,

    /// <summary>It is spam.</summary>
    Spam,
}
