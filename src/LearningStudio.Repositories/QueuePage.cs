namespace LearningStudio.Repositories;

/// <summary>A page of entries.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="Next">Where the next page begins, an opaque text; null at the end.</param>
public sealed record QueuePage(IReadOnlyList<QueueEntry> Entries, string? Next);
