namespace LearningStudio.Repositories;

/// <summary>How entries that have something in common were decided.</summary>
/// <typeparam name="TKey">A rule's code, or a user's id.</typeparam>
/// <param name="Key">What they have in common.</param>
/// <param name="Approved">Approved ones.</param>
/// <param name="Rejected">Rejected ones.</param>
public sealed record QueueTally<TKey>(TKey Key, int Approved, int Rejected);
