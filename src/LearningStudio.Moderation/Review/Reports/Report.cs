namespace LearningStudio.Moderation.Review.Reports;

/// <summary>What a user reports.</summary>
public sealed class Report
{
    /// <summary>What is reported.</summary>
    public required ReviewTarget Target { get; init; }

    /// <summary>Why, a word of the site's own such as <c>rude</c>: 1 to 100 characters without a colon.</summary>
    public required string Code { get; init; }

    /// <summary>The user concerned; null for a guest.</summary>
    public long? AuthorId { get; init; }

    /// <summary>That user's trust level; null counts as 0.</summary>
    public int? AuthorTrustLevel { get; init; }
}
