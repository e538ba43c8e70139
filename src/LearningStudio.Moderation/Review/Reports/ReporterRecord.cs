namespace LearningStudio.Moderation.Review.Reports;

/// <summary>What is known of a user's reports.</summary>
/// <param name="Recent">How many the user made since the moment asked about.</param>
/// <param name="Agreed">Reports of targets that were then rejected.</param>
/// <param name="Disagreed">Reports of targets that were then approved.</param>
public sealed record ReporterRecord(int Recent, int Agreed, int Disagreed);
