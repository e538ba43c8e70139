namespace LearningStudio.Repositories.Reading.Paging;

/// <summary>Where an item stands in a list that a moment and an id order, pinned items first.</summary>
internal readonly record struct Position(DateTimeOffset At, long Id, bool IsPinned = false);
