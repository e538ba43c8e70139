namespace LearningStudio.Moderation.Review;

/// <summary>A post, a topic or a user, by id.</summary>
public sealed record ReviewTarget(ReviewTargetKind Kind, long Id);
