using LearningStudio.Moderation.Duplicates;
using LearningStudio.Moderation.Tests.Reference;

namespace LearningStudio.Moderation.Tests.Duplicates;

/// <summary>Texts of the reference data that differ.</summary>
internal static class ReferenceTexts
{
    /// <summary>The texts of a set in its order, without those that equal an earlier one when normalised.</summary>
    public static IReadOnlyList<(string Text, bool IsSpam)> Read(string set) =>
        [.. ReferenceData.Set(set).DistinctBy(row => Fingerprint.Compute(row.Text).Hash)];
}
