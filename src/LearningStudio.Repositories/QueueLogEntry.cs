namespace LearningStudio.Repositories;

/// <summary>An entry of the log of reviews, which only grows.</summary>
/// <param name="Id">Rises with time.</param>
/// <param name="EntryId">The entry of the queue.</param>
/// <param name="ActedAt">When.</param>
/// <param name="ActorId">Who; null for the software itself.</param>
/// <param name="Action">What was done.</param>
/// <param name="State">The state from then on.</param>
/// <param name="Fence">How often it had been claimed by then.</param>
/// <param name="Note">The note; null without one.</param>
/// <param name="BulkKey">The bulk decision that it was part of; null for a single one.</param>
/// <param name="SubjectId">Whose decision was taken back; null for other actions.</param>
/// <param name="HandledSeconds">The seconds from claim to decision; null for other actions, and without a claim.</param>
public sealed record QueueLogEntry(
    long Id,
    long EntryId,
    DateTimeOffset ActedAt,
    long? ActorId,
    string Action,
    string State,
    long Fence,
    string? Note,
    string? BulkKey,
    long? SubjectId,
    double? HandledSeconds
);
