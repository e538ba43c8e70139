namespace LearningStudio.Repositories;

/// <summary>What is known of a user's votes.</summary>
/// <param name="Recent">How many there are since the moment asked about.</param>
/// <param name="Agreed">Votes for entries that were rejected.</param>
/// <param name="Disagreed">Votes for entries that were approved.</param>
public sealed record QueueReporter(int Recent, int Agreed, int Disagreed);
