using System.Text.Json;
using System.Text.Json.Serialization;
using LearningStudio.Moderation.Review;

namespace LearningStudio.Moderation.Sql.Codes;

/// <summary>A reason as the column <c>reasons</c> holds it: the names stay, whatever the properties are called.</summary>
internal sealed record StoredReason(
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("field")] string? Field,
    [property: JsonPropertyName("offset")] int? Offset,
    [property: JsonPropertyName("length")] int? Length,
    [property: JsonPropertyName("weight")] double Weight
)
{
    public static string Write(IReadOnlyList<ReviewReason> reasons)
    {
        StoredReason[] stored =
        [
            .. reasons.Select(r => new StoredReason(r.Code, r.Field, r.Offset, r.Length, r.Weight)),
        ];
        return JsonSerializer.Serialize(stored, StoredJson.Default.StoredReasonArray);
    }

    public static IReadOnlyList<ReviewReason> Read(string json) =>
        [
            .. JsonSerializer
                .Deserialize(json, StoredJson.Default.StoredReasonArray)!
                .Select(r => new ReviewReason(r.Code, r.Field, r.Offset, r.Length, r.Weight)),
        ];
}
