namespace LearningStudio.Moderation.Review;

/// <summary>An item that a moderator holds for a while.</summary>
/// <param name="Item">The item.</param>
/// <param name="Lease">What each later step has to show.</param>
/// <param name="Until">When others may take the item over, in UTC.</param>
/// <param name="PreviousHolder">Whose lease had run out; null where nobody held it.</param>
public sealed record ReviewClaim(ReviewItem Item, ReviewLease Lease, DateTimeOffset Until, long? PreviousHolder);
