namespace LearningStudio.Repositories;

/// <summary>What came and went on one day.</summary>
/// <param name="Day">The UTC day.</param>
/// <param name="Type">The type.</param>
/// <param name="Created">Entries asked for.</param>
/// <param name="Approved">Entries approved.</param>
/// <param name="Rejected">Entries rejected.</param>
public sealed record QueueDay(DateOnly Day, string Type, int Created, int Approved, int Rejected);
