namespace LearningStudio.Moderation.Review;

/// <summary>A page of the open items.</summary>
/// <param name="Items">The items.</param>
/// <param name="Total">How many are open on all pages.</param>
public sealed record PendingReviews(IReadOnlyList<ReviewItem> Items, int Total);
