using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Rules;

/// <summary>Names each bad rule with its id, the position in its pattern and the reason.</summary>
internal sealed class ModerationOptionsValidator : IValidateOptions<ModerationOptions>
{
    private const int MaximumPatternLength = 10_000;
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(10);

    public ValidateOptionsResult Validate(string? name, ModerationOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.RuleTimeout < ShortestTimeout || options.RuleTimeout > LongestTimeout)
        {
            result.AddError(
                $"is {options.RuleTimeout} and must be from {ShortestTimeout} to {LongestTimeout}.",
                nameof(options.RuleTimeout)
            );
            return result.Build();
        }

        CheckTriggers(result, options.Triggers);
        foreach ((string id, SpamRule rule) in options.Rules)
        {
            if (rule.Enabled)
            {
                Check(result, id, rule, options.RuleTimeout);
            }
        }

        return result.Build();
    }

    private static void CheckTriggers(ValidateOptionsResultBuilder result, TriggerOptions triggers)
    {
        const int Many = 1_000_000;
        InRange(result, nameof(triggers.SpamScore), triggers.SpamScore, 0, 1);
        InRange(result, nameof(triggers.SuspiciousScore), triggers.SuspiciousScore, 0, 1);
        InRange(result, nameof(triggers.EditedSpamScore), triggers.EditedSpamScore, 0, 1);
        InRange(result, nameof(triggers.TitleSpamScore), triggers.TitleSpamScore, 0, 1);
        InRange(result, nameof(triggers.DuplicateSimilarity), triggers.DuplicateSimilarity, 0, 1);
        InRange(result, nameof(triggers.DailyPosts), triggers.DailyPosts, 0, Many);
        InRange(result, nameof(triggers.PendingItems), triggers.PendingItems, 1, Many);
        InRange(
            result,
            nameof(triggers.DuplicateWindow),
            triggers.DuplicateWindow,
            TimeSpan.FromMinutes(1),
            TimeSpan.FromDays(365)
        );
    }

    private static void InRange<T>(ValidateOptionsResultBuilder result, string option, T value, T least, T most)
        where T : IComparable<T>
    {
        // Written so that NaN, which compares with nothing, fails.
        if (!(value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0))
        {
            result.AddError($"is {value} and must be from {least} to {most}.", $"Triggers.{option}");
        }
    }

    private static void Check(ValidateOptionsResultBuilder result, string id, SpamRule rule, TimeSpan timeout)
    {
        if (!Enum.IsDefined(rule.Category))
        {
            result.AddError("must be Spam or Link.", $"Rules.{id}.Category");
        }

        if (string.IsNullOrEmpty(rule.Pattern) || rule.Pattern.Length > MaximumPatternLength)
        {
            result.AddError($"must have 1 to {MaximumPatternLength} characters.", $"Rules.{id}.Pattern");
            return;
        }

        try
        {
            CompiledRule.Compile(rule, timeout);
        }
        catch (RegexParseException exception)
        {
            result.AddError(
                $"is not a .NET regular expression: {exception.Error} at position {exception.Offset}.",
                $"Rules.{id}.Pattern"
            );
        }
    }
}
