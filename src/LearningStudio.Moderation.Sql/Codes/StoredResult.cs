using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using LearningStudio.Moderation.Review.Decisions;

namespace LearningStudio.Moderation.Sql.Codes;

/// <summary>What a bulk decision did to an item, as the column <c>results</c> holds it.</summary>
internal sealed record StoredResult(
    [property: JsonPropertyName("Key")] long ItemId,
    [property: JsonPropertyName("Value")] int Outcome
)
{
    public static string Write(IReadOnlyList<BulkItem> items)
    {
        StoredResult[] stored =
        [
            .. items.Select(item => new StoredResult(
                item.ItemId,
                int.Parse(StoredCodes.Outcomes[item.Outcome], CultureInfo.InvariantCulture)
            )),
        ];
        return JsonSerializer.Serialize(stored, StoredJson.Default.StoredResultArray);
    }

    public static IReadOnlyList<BulkItem> Read(string json) =>
        [
            .. JsonSerializer
                .Deserialize(json, StoredJson.Default.StoredResultArray)!
                .Select(stored => new BulkItem(
                    stored.ItemId,
                    StoredCodes.Outcomes.Parse(stored.Outcome.ToString(CultureInfo.InvariantCulture))
                )),
        ];
}
