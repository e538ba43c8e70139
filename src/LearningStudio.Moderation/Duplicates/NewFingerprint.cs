namespace LearningStudio.Moderation.Duplicates;

/// <summary>A fingerprint to keep.</summary>
public sealed class NewFingerprint
{
    /// <summary>The post.</summary>
    public required long PostId { get; init; }

    /// <summary>The fingerprint of its text.</summary>
    public required Fingerprint Fingerprint { get; init; }

    /// <summary>When it is added; it expires by that.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What moderators said of it.</summary>
    public FingerprintLabel Label { get; init; }

    /// <summary>
    /// A post whose cluster it joins; null, or one that is not kept any more, for a cluster of its own.
    /// </summary>
    public long? CopyOf { get; init; }
}
