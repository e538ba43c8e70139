namespace LearningStudio.Moderation.Review.Decisions;

/// <summary>What a bulk decision did to one item.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Outcome"><see cref="ReviewOutcome.Conflict"/> where another moderator holds an item of its target, or only a lead may decide one.</param>
public sealed record BulkItem(long ItemId, ReviewOutcome Outcome);
