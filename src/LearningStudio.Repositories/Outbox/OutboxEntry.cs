using LearningStudio.Repositories.Counters;

namespace LearningStudio.Repositories.Outbox;

/// <summary>A unit's rows as a statement, and the units before whose rows it removes.</summary>
internal sealed record OutboxEntry(long Unit, CounterStatement Statement, IReadOnlyList<HandledUnit> Removed);
