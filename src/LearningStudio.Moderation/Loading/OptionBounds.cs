using LearningStudio.Moderation.Rules;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Loading;

/// <summary>Holds options against their bounds.</summary>
internal sealed class OptionBounds(ValidateOptionsResultBuilder result)
{
    private const int Many = 1_000_000;
    private const int MaxScore = 1_000;
    private const int MaxFiles = 100;
    private const int MaxCombinations = 1_000;
    private const int MaxHosts = 10_000;
    private const int MaxTrust = 100;

    public void Check(ModerationOptions options)
    {
        OneOf(nameof(options.Profile), options.Profile);
        Check(options.Limits);
        Check(options.Thresholds);
        Check(options.Triggers);
        Check(options.RuleFiles);
        InRange($"Exempt.{nameof(options.Exempt.TrustLevel)}", options.Exempt.TrustLevel ?? 0, 0, MaxTrust);
        AtMost($"Exempt.{nameof(options.Exempt.Hosts)}", options.Exempt.Hosts.Count, MaxHosts);
        AtMost(nameof(options.Combine), options.Combine.Count, MaxCombinations);
    }

    private void Check(ModerationLimits limits)
    {
        InRange(
            $"Limits.{nameof(limits.RuleTime)}",
            limits.RuleTime,
            TimeSpan.FromMilliseconds(1),
            TimeSpan.FromSeconds(10)
        );
        InRange(
            $"Limits.{nameof(limits.TextTime)}",
            limits.TextTime,
            TimeSpan.FromMilliseconds(1),
            TimeSpan.FromMinutes(1)
        );
        InRange($"Limits.{nameof(limits.TextLength)}", limits.TextLength, 1_000, Many);
    }

    private void Check(ScoreThresholds thresholds)
    {
        InRange($"Thresholds.{nameof(thresholds.Review)}", thresholds.Review, 0, MaxScore);
        InRange($"Thresholds.{nameof(thresholds.Hold)}", thresholds.Hold, thresholds.Review, MaxScore);
        if (thresholds.Reject is { } reject)
        {
            InRange($"Thresholds.{nameof(thresholds.Reject)}", reject, thresholds.Hold, MaxScore);
        }
    }

    private void Check(TriggerOptions triggers)
    {
        InRange($"Triggers.{nameof(triggers.SpamScore)}", triggers.SpamScore, 0, 1);
        InRange($"Triggers.{nameof(triggers.SuspiciousScore)}", triggers.SuspiciousScore, 0, 1);
        InRange($"Triggers.{nameof(triggers.EditedSpamScore)}", triggers.EditedSpamScore, 0, 1);
        InRange($"Triggers.{nameof(triggers.TitleSpamScore)}", triggers.TitleSpamScore, 0, 1);
        InRange($"Triggers.{nameof(triggers.DuplicateSimilarity)}", triggers.DuplicateSimilarity, 0, 1);
        InRange($"Triggers.{nameof(triggers.DailyPosts)}", triggers.DailyPosts, 0, Many);
        InRange($"Triggers.{nameof(triggers.PendingItems)}", triggers.PendingItems, 1, Many);
        InRange(
            $"Triggers.{nameof(triggers.DuplicateWindow)}",
            triggers.DuplicateWindow,
            TimeSpan.FromMinutes(1),
            TimeSpan.FromDays(365)
        );
    }

    private void Check(IList<RuleFile> files)
    {
        AtMost("RuleFiles", files.Count, MaxFiles);
        for (int i = 0; i < files.Count; i++)
        {
            RuleFile file = files[i];
            if (string.IsNullOrWhiteSpace(file.Path) || file.Path.Contains('\0', StringComparison.Ordinal))
            {
                result.AddError("must name a file.", $"RuleFiles[{i}].{nameof(file.Path)}");
            }

            if (!file.Template.Contains("{0}", StringComparison.Ordinal))
            {
                result.AddError("must hold {0}, the place of the pattern.", $"RuleFiles[{i}].{nameof(file.Template)}");
            }

            InRange($"RuleFiles[{i}].{nameof(file.Weight)}", file.Weight, -RuleCheck.MaxWeight, RuleCheck.MaxWeight);
            OneOf($"RuleFiles[{i}].{nameof(file.State)}", file.State);
        }
    }

    private void OneOf<T>(string option, T value)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            result.AddError($"must be one of {string.Join(", ", Enum.GetNames<T>())}.", option);
        }
    }

    private void AtMost(string option, int count, int most)
    {
        if (count > most)
        {
            result.AddError($"has {count} entries and may have at most {most}.", option);
        }
    }

    private void InRange<T>(string option, T value, T least, T most)
        where T : IComparable<T>
    {
        // Written so that NaN, which compares with nothing, fails.
        if (!(value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0))
        {
            result.AddError($"is {value} and must be from {least} to {most}.", option);
        }
    }
}
