namespace LearningStudio.Moderation.Duplicates;

/// <summary>A fingerprint as a store keeps it.</summary>
/// <param name="PostId">The post.</param>
/// <param name="ClusterId">Names the copies it belongs to: the id of one of them, or of one that is gone.</param>
/// <param name="Fingerprint">The fingerprint of its text.</param>
/// <param name="Label">What moderators said of it.</param>
/// <param name="CreatedAt">When it was added, in UTC.</param>
public sealed record FingerprintEntry(
    long PostId,
    long ClusterId,
    Fingerprint Fingerprint,
    FingerprintLabel Label,
    DateTimeOffset CreatedAt
);
