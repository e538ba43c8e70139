namespace LearningStudio.Repositories.Auditing;

/// <summary>A text that an edit replaced. Only moderators may see it.</summary>
/// <param name="Id">Rises with time.</param>
/// <param name="PostId">The post; for a title, the one that opens the topic.</param>
/// <param name="Field">Which of its texts.</param>
/// <param name="Text">The text before the edit.</param>
/// <param name="ReplacedAt">When it was replaced.</param>
/// <param name="ReplacedBy">Who replaced it; null for the software itself.</param>
public sealed record PostRevision(
    long Id,
    long PostId,
    RevisedField Field,
    string Text,
    DateTimeOffset ReplacedAt,
    long? ReplacedBy
);
