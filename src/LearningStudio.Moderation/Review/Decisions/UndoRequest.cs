namespace LearningStudio.Moderation.Review.Decisions;

/// <summary>Asks to take a decision back.</summary>
public sealed record UndoRequest
{
    /// <summary>The decided item.</summary>
    public required long ItemId { get; init; }

    /// <summary>Who asks.</summary>
    public required long ModeratorId { get; init; }

    /// <summary>How old the decision may be.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>Whether decisions of others may be taken back; false by default.</summary>
    public bool IsLead { get; init; }
}
