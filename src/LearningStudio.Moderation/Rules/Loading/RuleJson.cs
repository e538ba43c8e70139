using System.Text.Json;
using System.Text.Json.Serialization;

namespace LearningStudio.Moderation.Rules.Loading;

/// <summary>Reads an object of rules by id; one that is no rule does not lose the others.</summary>
internal static partial class RuleJson
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <exception cref="JsonException">The text as a whole is not an object.</exception>
    public static IReadOnlyList<SourcedRule> Read(string text, string source, ICollection<RejectedRule> rejected)
    {
        using JsonDocument document = JsonDocument.Parse(text, Lenient);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException(null, null, 0, 0);
        }

        var rules = new List<SourcedRule>();
        foreach (JsonProperty property in root.EnumerateObject())
        {
            try
            {
                SpamRule rule = property.Value.Deserialize(Context.Default.SpamRule)!;
                rules.Add(new SourcedRule(property.Name, source, rule ?? throw new JsonException()));
            }
            catch (JsonException exception)
            {
                rejected.Add(
                    new RejectedRule(property.Name, source, $"is not a rule: see {exception.Path ?? "its value"}.")
                );
            }
        }

        return rules;
    }

    [JsonSourceGenerationOptions(
        UseStringEnumConverter = true,
        PropertyNameCaseInsensitive = true,
        PreferredObjectCreationHandling = JsonObjectCreationHandling.Populate,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
    )]
    [JsonSerializable(typeof(SpamRule))]
    private sealed partial class Context : JsonSerializerContext;
}
