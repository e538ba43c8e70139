namespace LearningStudio.Moderation.Duplicates;

/// <summary>A fingerprint to keep.</summary>
/// <param name="PostId">The post.</param>
/// <param name="Fingerprint">The fingerprint of its text.</param>
/// <param name="CreatedAt">When it is added; it expires by that.</param>
/// <param name="Label">What moderators said of it.</param>
/// <param name="CopyOf">
/// A post whose cluster it joins; null, or one that is not kept any more, for a cluster of its own.
/// </param>
public sealed record NewFingerprint(
    long PostId,
    Fingerprint Fingerprint,
    DateTimeOffset CreatedAt,
    FingerprintLabel Label = FingerprintLabel.Unjudged,
    long? CopyOf = null
);
