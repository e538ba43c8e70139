namespace LearningStudio.Repositories;

/// <summary>Seconds by nearest rank.</summary>
/// <param name="Kind"><c>age</c> of pending entries, or <c>resolution</c> of decided ones.</param>
/// <param name="Count">How many there are.</param>
/// <param name="P50">The median.</param>
/// <param name="P90">90 %.</param>
/// <param name="P99">99 %.</param>
public sealed record QueueDurations(string Kind, int Count, double P50, double P90, double P99);
