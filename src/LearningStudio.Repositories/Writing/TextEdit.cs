using LearningStudio.Repositories.Auditing;

namespace LearningStudio.Repositories.Writing;

/// <summary>An edit that is about to replace a text.</summary>
/// <param name="PostId">The post; for a title, the one that opens the topic.</param>
/// <param name="Field">Which of its texts.</param>
/// <param name="Text">The new text: where it is the text that is there, nothing is kept.</param>
/// <param name="At">When.</param>
/// <param name="EditorId">Who edits; null for the software itself.</param>
public sealed record TextEdit(long PostId, RevisedField Field, string Text, DateTimeOffset At, long? EditorId)
{
    /// <summary>Whether the edit itself opens a review; false by default.</summary>
    public bool OpensReview { get; init; }

    /// <summary>
    /// Since when, inclusive, a decision may still be taken back: a review decided since then counts as open. Null, the
    /// default, where only open ones count.
    /// </summary>
    public DateTimeOffset? DecidedSince { get; init; }
}
