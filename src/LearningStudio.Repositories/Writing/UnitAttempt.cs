using LearningStudio.Repositories.Outbox;

namespace LearningStudio.Repositories.Writing;

/// <summary>What the latest run of a unit of work did.</summary>
internal sealed class UnitAttempt
{
    /// <summary>Its events, each once.</summary>
    public IReadOnlyList<ForumEvent> Events { get; set; } = [];

    /// <summary>Its rows in the outbox; null without events or without an outbox.</summary>
    public OutboxEntry? Entry { get; set; }
}
