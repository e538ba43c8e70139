using LearningStudio.Repositories.Auditing;

namespace LearningStudio.Repositories.Writing;

/// <summary>An edit that is about to replace a text.</summary>
public sealed class TextEdit
{
    /// <summary>The post; for a title, the one that opens the topic.</summary>
    public required long PostId { get; init; }

    /// <summary>Which of its texts.</summary>
    public required RevisedField Field { get; init; }

    /// <summary>The new text: where it is the text that is there, nothing is kept.</summary>
    public required string Text { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who edits; null for the software itself.</summary>
    public long? EditorId { get; init; }

    /// <summary>Whether the edit itself opens a review; false by default.</summary>
    public bool OpensReview { get; init; }

    /// <summary>
    /// Since when, inclusive, a decision may still be taken back: a review decided since then counts as open. Null, the
    /// default, where only open ones count.
    /// </summary>
    public DateTimeOffset? DecidedSince { get; init; }
}
