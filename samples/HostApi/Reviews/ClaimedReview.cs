namespace LearningStudio.HostApi.Reviews;

/// <summary>A review that the moderator holds for a while.</summary>
/// <param name="Review">The review.</param>
/// <param name="Fence">What each later step has to show.</param>
/// <param name="Until">When others may take it over, in UTC.</param>
/// <param name="TakenFrom">Whose time had run out; null where nobody held it.</param>
internal sealed record ClaimedReview(ReviewView Review, long Fence, DateTimeOffset Until, long? TakenFrom);
