using System.Globalization;

namespace LearningStudio.Moderation.Review.Decisions;

/// <summary>One decision about many items.</summary>
/// <param name="Key">Makes it happen once, however often it is asked for; 1 to 100 characters.</param>
/// <param name="Filter">The items; the first 1,000 of them.</param>
/// <param name="Decision">The decision.</param>
public sealed record BulkDecision(string Key, ReviewFilter Filter, ReviewDecision Decision)
{
    /// <summary>Why; null for no reason. At most 2,000 characters.</summary>
    public string? Note { get; init; }

    /// <summary>Identifies the decision: two decisions with the same key are one only if their fingerprints are equal.</summary>
    public string Fingerprint =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"ReviewDecision {{ IsApproved = {Decision.IsApproved}, ModeratorId = {Decision.ModeratorId} }} {FilterText}"
        );

    // Stores hold fingerprints with these names: they are a format, and do not follow the names of the properties.
    private string FilterText =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"ReviewFilter {{ ReportedUserId = {Filter.ReportedUserId}, Type = {Filter.Type}, MaximumPriority = {Filter.MaxPriority}, ClusterId = {Filter.ClusterId}, Stage = {Filter.Stage}, ClaimedBy = {Filter.ClaimedBy} }}"
        );
}
