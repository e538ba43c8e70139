namespace LearningStudio.Repositories;

/// <summary>How a step in the review queue ended. Whatever is not <see cref="Done"/> changed nothing.</summary>
public enum QueueOutcome
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>Another claim, decision, edit or entry came first.</summary>
    Conflict,

    /// <summary>There is no such entry.</summary>
    NotFound,

    /// <summary>The entry is about the moderator.</summary>
    Refused,
}
