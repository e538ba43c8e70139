using System.Globalization;

namespace LearningStudio.Moderation.Rules.Loading;

/// <summary>The bounds of a rule's fields.</summary>
internal static class RuleCheck
{
    public const int MaxPattern = 10_000;
    public const double MaxWeight = 100;
    private const int MaxName = 100;
    private const int MaxCategory = 50;
    private const int MaxTrust = 100;
    private const int MaxNote = 1_000;
    private const int MaxList = 100;
    private const RuleFields AllFields =
        RuleFields.Title | RuleFields.Body | RuleFields.Author | RuleFields.Urls | RuleFields.LinkText;

    /// <summary>The field that is out of its bounds, and the bounds; null where all are within.</summary>
    public static (string Field, string Reason)? Find(string id, SpamRule rule) =>
        OfTexts(id, rule) ?? OfChoices(rule) ?? OfNumbers(rule) ?? OfLists(rule);

    private static (string, string)? OfTexts(string id, SpamRule rule)
    {
        if (id.Length is 0 or > MaxName)
        {
            return ("Id", $"must have 1 to {MaxName} characters.");
        }

        if (string.IsNullOrEmpty(rule.Pattern) || rule.Pattern.Length > MaxPattern)
        {
            return (nameof(rule.Pattern), $"must have 1 to {MaxPattern} characters.");
        }

        if (string.IsNullOrWhiteSpace(rule.Category) || rule.Category.Length > MaxCategory)
        {
            return (nameof(rule.Category), $"must have 1 to {MaxCategory} characters.");
        }

        return rule.Note?.Length > MaxNote ? (nameof(rule.Note), $"must have at most {MaxNote} characters.") : null;
    }

    private static (string, string)? OfChoices(SpamRule rule)
    {
        if (!Enum.IsDefined(rule.Kind))
        {
            return (nameof(rule.Kind), $"must be one of {string.Join(", ", Enum.GetNames<RuleKind>())}.");
        }

        if (!Enum.IsDefined(rule.State))
        {
            return (nameof(rule.State), $"must be one of {string.Join(", ", Enum.GetNames<RuleState>())}.");
        }

        return rule.Fields == RuleFields.None || (rule.Fields & ~AllFields) != RuleFields.None
            ? (nameof(rule.Fields), $"must name one or more of {AllFields}.")
            : null;
    }

    private static (string, string)? OfNumbers(SpamRule rule)
    {
        // Written so that NaN, which compares with nothing, fails.
        if (!(Math.Abs(rule.Weight) <= MaxWeight))
        {
            return (
                nameof(rule.Weight),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"is {rule.Weight} and must be from {-MaxWeight} to {MaxWeight}."
                )
            );
        }

        return rule.MaxTrust is < 0 or > MaxTrust
            ? (nameof(rule.MaxTrust), $"is {rule.MaxTrust} and must be from 0 to {MaxTrust}.")
            : null;
    }

    private static (string, string)? OfLists(SpamRule rule)
    {
        if (rule.Scopes.Count > MaxList || rule.Scopes.Any(scope => scope.TrimStart('!').Length is 0 or > MaxName))
        {
            return (nameof(rule.Scopes), $"must be at most {MaxList} names of 1 to {MaxName} characters.");
        }

        return
            rule.Examples.Match.Count > MaxList
            || rule.Examples.NoMatch.Count > MaxList
            || rule.Examples.Match.Concat(rule.Examples.NoMatch).Any(text => text.Length > MaxPattern)
            ? (
                nameof(rule.Examples),
                $"must be at most {MaxList} texts of at most {MaxPattern} characters, of each kind."
            )
            : null;
    }
}
