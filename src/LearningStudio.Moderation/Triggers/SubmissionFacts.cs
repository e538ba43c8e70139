namespace LearningStudio.Moderation.Triggers;

/// <summary>What is known of a submission when the triggers are asked.</summary>
internal sealed record SubmissionFacts(
    Verdict Body,
    Verdict? Title,
    bool IsDuplicate,
    int PostsToday,
    int PendingItems
);
