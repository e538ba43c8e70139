namespace LearningStudio.Moderation.Review;

/// <summary>What was done to an item. The first five are what its holder may do.</summary>
public enum ReviewAction
{
    /// <summary>The target may stay: closes the item.</summary>
    Approve,

    /// <summary>The target goes: closes the item.</summary>
    Reject,

    /// <summary>Leaves it to a lead.</summary>
    Escalate,

    /// <summary>Leaves it until more is known.</summary>
    AskForInfo,

    /// <summary>Leaves it to others: the moderator is not given it again.</summary>
    Skip,

    /// <summary>Took a decision back: the item is open again.</summary>
    Undo,

    /// <summary>The target was edited: a new item took this one's place.</summary>
    Reopen,

    /// <summary>Wrote a note.</summary>
    Note,
}
