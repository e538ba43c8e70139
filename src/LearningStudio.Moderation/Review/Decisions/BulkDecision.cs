using System.Globalization;

namespace LearningStudio.Moderation.Review.Decisions;

/// <summary>One decision about many items.</summary>
/// <param name="Key">Makes it happen once, however often it is asked for; 1 to 100 characters.</param>
/// <param name="Filter">The items; the first 1,000 of them.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Note">Why; null for no reason. At most 2,000 characters.</param>
public sealed record BulkDecision(string Key, ReviewFilter Filter, ReviewDecision Decision, string? Note = null)
{
    /// <summary>What tells it from another decision that was given the same key.</summary>
    public string Fingerprint =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"ReviewDecision {{ IsApproved = {Decision.IsApproved}, ModeratorId = {Decision.ModeratorId} }} {Filter}"
        );
}
