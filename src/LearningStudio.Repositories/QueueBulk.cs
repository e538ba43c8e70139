namespace LearningStudio.Repositories;

/// <summary>One decision about many entries.</summary>
/// <param name="Key">Makes it happen once.</param>
/// <param name="Fingerprint">Tells it from another decision that is given the same key.</param>
/// <param name="Filter">The entries; the first 1,000 of them.</param>
/// <param name="Action">What is written to the log.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Note">Why; null for no reason.</param>
public sealed record QueueBulk(
    string Key,
    string Fingerprint,
    QueueFilter Filter,
    string Action,
    QueueDecision Decision,
    string? Note = null
);
