namespace LearningStudio.Moderation.Review;

/// <summary>A page of items.</summary>
/// <param name="Items">The items.</param>
/// <param name="Next">Where the next page begins, an opaque text; null at the end.</param>
public sealed record ReviewPage(IReadOnlyList<ReviewItem> Items, string? Next);
