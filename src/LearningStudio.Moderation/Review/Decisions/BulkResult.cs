namespace LearningStudio.Moderation.Review.Decisions;

/// <summary>What a bulk decision did.</summary>
/// <param name="Items">Each item that the filter selected, by id.</param>
/// <param name="IsRepeat">Whether the key had been used: then these are the results of that time.</param>
public sealed record BulkResult(IReadOnlyList<BulkItem> Items, bool IsRepeat);
