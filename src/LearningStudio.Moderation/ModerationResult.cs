namespace LearningStudio.Moderation;

/// <summary>What moderation says of a submission.</summary>
/// <param name="IsHeld">
/// Whether the text must not be shown before a moderator approved it: the author is new, or it is likely spam.
/// </param>
/// <param name="Body">The verdict on the body.</param>
/// <param name="Title">The verdict on the title; null without one.</param>
/// <param name="Signals">The triggers that fired; each asks for a review.</param>
public sealed record ModerationResult(
    bool IsHeld,
    Verdict Body,
    Verdict? Title,
    IReadOnlyList<ModerationSignal> Signals
)
{
    /// <summary>
    /// The earlier posts that the body resembles, for <see cref="DuplicateDetector.RememberAsync"/> once the post is stored;
    /// null unless <see cref="DuplicateOptions.Enabled"/>.
    /// </summary>
    public DuplicateReport? Copies { get; init; }
}
