namespace LearningStudio.Moderation.Review.Reports;

/// <summary>What a user reports.</summary>
/// <param name="Target">What is reported.</param>
/// <param name="Code">Why, a word of the site's own such as <c>rude</c>: 1 to 100 characters without a colon.</param>
/// <param name="AuthorId">The user concerned; null for a guest.</param>
/// <param name="AuthorTrustLevel">That user's trust level; null counts as 0.</param>
public sealed record Report(ReviewTarget Target, string Code, long? AuthorId = null, int? AuthorTrustLevel = null);
