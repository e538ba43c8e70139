using System.Text.Json.Serialization;
using LearningStudio.Moderation.Rules;

namespace LearningStudio.Moderation.Sql.RuleRecords;

/// <summary>What a process counted of a rule since it wrote last.</summary>
internal sealed record RuleChange(
    [property: JsonPropertyName("id")] string RuleId,
    [property: JsonPropertyName("hits")] long Hits,
    [property: JsonPropertyName("true")] int TruePositives,
    [property: JsonPropertyName("false")] int FalsePositives,
    [property: JsonPropertyName("unique")] int UniqueCatches,
    [property: JsonPropertyName("last")] long? LastHit,
    [property: JsonPropertyName("shadow")] bool IsShadow
)
{
    /// <summary>What leads from one record to another; null where nothing does.</summary>
    public static RuleChange? Between(RuleRecord before, RuleRecord after)
    {
        var change = new RuleChange(
            after.RuleId,
            after.Hits - before.Hits,
            after.TruePositives - before.TruePositives,
            after.FalsePositives - before.FalsePositives,
            after.UniqueCatches - before.UniqueCatches,
            after.LastHit?.ToUnixTimeMilliseconds(),
            after.IsShadow
        );
        return change is { Hits: 0, TruePositives: 0, FalsePositives: 0, UniqueCatches: 0 } ? null : change;
    }

    /// <summary>As figures to add to others.</summary>
    public RuleRecord ToRecord() =>
        new(
            RuleId,
            Hits,
            TruePositives,
            FalsePositives,
            UniqueCatches,
            LastHit is { } last ? DateTimeOffset.FromUnixTimeMilliseconds(last) : null,
            IsShadow
        );
}
