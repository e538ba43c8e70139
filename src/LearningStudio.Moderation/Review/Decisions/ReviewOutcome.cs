namespace LearningStudio.Moderation.Review.Decisions;

/// <summary>How a step ended. Whatever is not <see cref="Done"/> changed nothing.</summary>
public enum ReviewOutcome
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>Another claim, decision, edit or signal came first.</summary>
    Conflict,

    /// <summary>There is no such item.</summary>
    NotFound,

    /// <summary>It is not this moderator's to do: nobody decides about themselves.</summary>
    Refused,
}
