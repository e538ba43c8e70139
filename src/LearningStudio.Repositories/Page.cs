namespace LearningStudio.Repositories;

/// <summary>A page of a list.</summary>
/// <param name="Items">Its items, at most as many as asked for.</param>
/// <param name="Next">What to give to <see cref="PageRequest.After"/> for the next page; null on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
