namespace LearningStudio.Repositories;

/// <summary>Asks for entries to work on.</summary>
/// <param name="ModeratorId">Who asks; entries about this user are not given.</param>
/// <param name="Now">The present moment.</param>
/// <param name="Until">When the claim runs out.</param>
/// <param name="Count">How many at the most; from 1 to 1,000.</param>
/// <param name="EntryId">The one entry wanted; null for the next ones.</param>
/// <param name="IsLead">Whether escalated entries may be given.</param>
public sealed record QueueClaim(
    long ModeratorId,
    DateTimeOffset Now,
    DateTimeOffset Until,
    int Count = 1,
    long? EntryId = null,
    bool IsLead = false
);
