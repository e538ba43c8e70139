namespace LearningStudio.Repositories;

/// <summary>What a bulk decision did.</summary>
/// <param name="Outcomes">How each entry that the filter selected ended, by id.</param>
/// <param name="IsRepeat">Whether the key had been used: then these are the results of that time.</param>
public sealed record QueueBulkResult(IReadOnlyList<KeyValuePair<long, QueueOutcome>> Outcomes, bool IsRepeat);
