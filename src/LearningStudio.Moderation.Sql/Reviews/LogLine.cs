using LearningStudio.Moderation.Review;

namespace LearningStudio.Moderation.Sql.Reviews;

/// <summary>What is written to the log of each of some items.</summary>
/// <param name="Action">What was done.</param>
/// <param name="ActorId">Who; null for the software itself.</param>
/// <param name="At">When.</param>
/// <param name="Note">Why, or the note; null without one.</param>
/// <param name="BulkKey">The bulk decision that it was part of; null for a single one.</param>
/// <param name="SubjectId">Whose decision was taken back; null for other actions.</param>
/// <param name="IsHandled">Whether the time from claim to now is kept.</param>
internal sealed record LogLine(
    ReviewAction Action,
    long? ActorId,
    DateTimeOffset At,
    string? Note = null,
    string? BulkKey = null,
    long? SubjectId = null,
    bool IsHandled = false
);
