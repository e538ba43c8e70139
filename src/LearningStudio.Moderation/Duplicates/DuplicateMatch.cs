namespace LearningStudio.Moderation.Duplicates;

/// <summary>An earlier post that a text resembles.</summary>
/// <param name="PostId">The post.</param>
/// <param name="ClusterId">The copies it belongs to, for <see cref="IFingerprintStore.GetClusterAsync"/>.</param>
/// <param name="Similarity">From 0 to 1; 1 also of texts that differ only in what is not compared.</param>
/// <param name="IsEstimate">Whether the similarity is that of the sketches, since the earlier text was not at hand.</param>
/// <param name="Label">What moderators said of the post.</param>
public sealed record DuplicateMatch(
    long PostId,
    long ClusterId,
    double Similarity,
    bool IsEstimate,
    FingerprintLabel Label
);
