namespace LearningStudio.HostApi.Reviews;

/// <summary>A text that an edit replaced.</summary>
/// <param name="Text">The text before the edit.</param>
/// <param name="ReplacedAt">When it was replaced: who reported before then saw this text or an earlier one.</param>
/// <param name="ReplacedBy">Who replaced it; null for the host itself.</param>
internal sealed record EarlierText(string Text, DateTimeOffset ReplacedAt, long? ReplacedBy);
