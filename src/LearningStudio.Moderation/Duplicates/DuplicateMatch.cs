namespace LearningStudio.Moderation.Duplicates;

/// <summary>An earlier post that a text resembles.</summary>
public sealed class DuplicateMatch
{
    internal DuplicateMatch(long postId, long clusterId, double similarity, bool isEstimate, FingerprintLabel label)
    {
        PostId = postId;
        ClusterId = clusterId;
        Similarity = similarity;
        IsEstimate = isEstimate;
        Label = label;
    }

    /// <summary>The post.</summary>
    public long PostId { get; }

    /// <summary>The copies it belongs to, for <see cref="IFingerprintStore.GetClusterAsync"/>.</summary>
    public long ClusterId { get; }

    /// <summary>From 0 to 1; 1 also of texts that differ only in what is not compared.</summary>
    public double Similarity { get; }

    /// <summary>Whether the similarity is that of the sketches, since the earlier text was not at hand.</summary>
    public bool IsEstimate { get; }

    /// <summary>What moderators said of the post.</summary>
    public FingerprintLabel Label { get; }

    /// <summary>The match with the similarity of the texts themselves.</summary>
    internal DuplicateMatch Verified(double similarity) => new(PostId, ClusterId, similarity, isEstimate: false, Label);
}
