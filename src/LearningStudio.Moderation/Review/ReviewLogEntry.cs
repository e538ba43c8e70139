namespace LearningStudio.Moderation.Review;

/// <summary>An entry of the audit log, which only grows.</summary>
/// <param name="Id">Rises with time.</param>
/// <param name="ItemId">The item.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="ActorId">Who; null for the software itself.</param>
/// <param name="Action">What was done.</param>
/// <param name="State">The item's state from then on.</param>
/// <param name="Fence">How often the item had been claimed by then.</param>
/// <param name="Note">Why, or the note; null without one.</param>
/// <param name="BulkKey">The bulk decision that it was part of; null for a single one.</param>
/// <param name="SubjectId">Whose decision was taken back; null for other actions.</param>
/// <param name="Handling">The time from claim to decision; null for other actions, and for decisions without a claim.</param>
public sealed record ReviewLogEntry(
    long Id,
    long ItemId,
    DateTimeOffset At,
    long? ActorId,
    ReviewAction Action,
    ReviewState State,
    long Fence,
    string? Note,
    string? BulkKey,
    long? SubjectId,
    TimeSpan? Handling
);
