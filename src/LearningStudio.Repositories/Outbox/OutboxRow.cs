namespace LearningStudio.Repositories.Outbox;

/// <summary>Events of a unit of work about one topic, or about none, that wait for their handlers.</summary>
internal sealed class OutboxRow
{
    public long Id { get; init; }
    public long Unit { get; init; }
    public long? TopicId { get; init; }
    public string Events { get; init; } = "";
    public long? Owner { get; init; }
    public int Attempts { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset DueAt { get; init; }
}
