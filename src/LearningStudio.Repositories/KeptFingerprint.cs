namespace LearningStudio.Repositories;

/// <summary>A post's fingerprint, in a form of the caller's own.</summary>
/// <param name="PostId">The post; it need not exist.</param>
/// <param name="ClusterId">The cluster of copies it belongs to; when it is added, a post whose cluster it joins, or its own id.</param>
/// <param name="Scheme">Names how the fingerprint was made.</param>
/// <param name="Bytes">The fingerprint.</param>
/// <param name="Label">What moderators said: <c>unjudged</c>, <c>ham</c> or <c>spam</c>.</param>
/// <param name="CreatedAt">When it was added.</param>
public sealed record KeptFingerprint(
    long PostId,
    long ClusterId,
    int Scheme,
    byte[] Bytes,
    string Label,
    DateTimeOffset CreatedAt
);
