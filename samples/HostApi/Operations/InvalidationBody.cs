using System.ComponentModel.DataAnnotations;
using LearningStudio.HostApi.Http;

namespace LearningStudio.HostApi.Operations;

/// <summary>What is to be dropped from the cache: exactly one of the four.</summary>
public sealed record InvalidationBody : IValidatableObject
{
    private const int MaxLength = 512;

    /// <summary>One key; 1 to 512 characters, none of them a control character.</summary>
    [StringLength(MaxLength, MinimumLength = 1), PlainText]
    public string? Key { get; init; }

    /// <summary>The keys that match a glob pattern, <c>topic:*</c> for example; 1 to 512 characters.</summary>
    [StringLength(MaxLength, MinimumLength = 1), PlainText]
    public string? Pattern { get; init; }

    /// <summary>The entries that bear a tag; 1 to 512 characters.</summary>
    [StringLength(MaxLength, MinimumLength = 1), PlainText]
    public string? Tag { get; init; }

    /// <summary>True for all entries.</summary>
    public bool? Everything { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (string Name, string? Text)[] texts = [(nameof(Key), Key), (nameof(Pattern), Pattern), (nameof(Tag), Tag)];
        string[] given = [.. texts.Where(field => field.Text is not null).Select(field => field.Name)];
        if (Everything is not null)
        {
            given = [.. given, nameof(Everything)];
        }

        if (given.Length != 1)
        {
            string[] named = given.Length > 0 ? given : [nameof(Key), nameof(Pattern), nameof(Tag), nameof(Everything)];
            yield return new ValidationResult("Exactly one of key, pattern, tag and everything must be given.", named);
        }
        else if (Everything is false)
        {
            yield return new ValidationResult("The field Everything must be true or left out.", given);
        }
        else if (texts.Any(field => field.Text is { } text && text.Any(char.IsControl)))
        {
            yield return new ValidationResult($"The field {given[0]} must not hold control characters.", given);
        }
        else if (Tag is "*")
        {
            yield return new ValidationResult("The tag '*' is reserved: send everything instead.", given);
        }
    }
}
