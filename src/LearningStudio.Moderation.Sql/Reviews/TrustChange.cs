using System.Text.Json.Serialization;

namespace LearningStudio.Moderation.Sql.Reviews;

/// <summary>The trust level that items about a user have, and the one that the user has by now.</summary>
internal sealed record TrustChange(
    [property: JsonPropertyName("user")] long UserId,
    [property: JsonPropertyName("before")] int Before,
    [property: JsonPropertyName("now")] int Now
);
