using LearningStudio.Moderation.Duplicates;
using LearningStudio.Moderation.Review;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Rules.Loading;

/// <summary>Holds options against their bounds.</summary>
internal sealed class ModerationOptionsGuard
{
    private const int Many = 1_000_000;
    private const int MaxScore = 1_000;
    private const int MaxFiles = 100;
    private const int MaxCompositeRules = 1_000;
    private const int MaxHosts = 10_000;
    private const int MaxTrust = 100;

    private readonly ValidateOptionsResultBuilder _result = new();

    private ModerationOptionsGuard() { }

    public static ValidateOptionsResult Check(ModerationOptions options)
    {
        var bounds = new ModerationOptionsGuard();
        bounds.CheckAll(options);
        return bounds._result.Build();
    }

    private void CheckAll(ModerationOptions options)
    {
        OneOf(nameof(options.Profile), options.Profile);
        Check(options.Limits);
        Check(options.Thresholds);
        Check(options.Triggers);
        Check(options.RuleFiles);
        _result.InRange($"Exempt.{nameof(options.Exempt.TrustLevel)}", options.Exempt.TrustLevel ?? 0, 0, MaxTrust);
        AtMost($"Exempt.{nameof(options.Exempt.Hosts)}", options.Exempt.Hosts.Count, MaxHosts);
        AtMost(nameof(options.CompositeRules), options.CompositeRules.Count, MaxCompositeRules);
        DuplicateOptionsGuard.Check(options.Duplicates, _result);
        ReviewOptionsGuard.Check(options.Review, _result);
    }

    private void Check(ModerationLimits limits)
    {
        _result.InRange(
            $"Limits.{nameof(limits.RuleTime)}",
            limits.RuleTime,
            TimeSpan.FromMilliseconds(1),
            TimeSpan.FromSeconds(10)
        );
        _result.InRange(
            $"Limits.{nameof(limits.TextTime)}",
            limits.TextTime,
            TimeSpan.FromMilliseconds(1),
            TimeSpan.FromMinutes(1)
        );
        _result.InRange($"Limits.{nameof(limits.TextLength)}", limits.TextLength, 1_000, Many);
    }

    private void Check(ScoreThresholds thresholds)
    {
        _result.InRange($"Thresholds.{nameof(thresholds.Review)}", thresholds.Review, 0, MaxScore);
        _result.InRange($"Thresholds.{nameof(thresholds.Hold)}", thresholds.Hold, thresholds.Review, MaxScore);
        if (thresholds.Reject is { } reject)
        {
            _result.InRange($"Thresholds.{nameof(thresholds.Reject)}", reject, thresholds.Hold, MaxScore);
        }
    }

    private void Check(TriggerOptions triggers)
    {
        _result.InRange($"Triggers.{nameof(triggers.SpamScore)}", triggers.SpamScore, 0, 1);
        _result.InRange($"Triggers.{nameof(triggers.SuspiciousScore)}", triggers.SuspiciousScore, 0, 1);
        _result.InRange($"Triggers.{nameof(triggers.EditedSpamScore)}", triggers.EditedSpamScore, 0, 1);
        _result.InRange($"Triggers.{nameof(triggers.TitleSpamScore)}", triggers.TitleSpamScore, 0, 1);
        _result.InRange($"Triggers.{nameof(triggers.DuplicateSimilarity)}", triggers.DuplicateSimilarity, 0, 1);
        _result.InRange($"Triggers.{nameof(triggers.DailyPosts)}", triggers.DailyPosts, 0, Many);
        _result.InRange($"Triggers.{nameof(triggers.PendingItems)}", triggers.PendingItems, 1, Many);
        _result.InRange(
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
                _result.AddError("must name a file.", $"RuleFiles[{i}].{nameof(file.Path)}");
            }

            if (!file.Template.Contains("{0}", StringComparison.Ordinal))
            {
                _result.AddError("must hold {0}, the place of the pattern.", $"RuleFiles[{i}].{nameof(file.Template)}");
            }

            _result.InRange(
                $"RuleFiles[{i}].{nameof(file.Weight)}",
                file.Weight,
                -RuleCheck.MaxWeight,
                RuleCheck.MaxWeight
            );
            OneOf($"RuleFiles[{i}].{nameof(file.State)}", file.State);
        }
    }

    private void OneOf<T>(string option, T value)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            _result.AddError($"must be one of {string.Join(", ", Enum.GetNames<T>())}.", option);
        }
    }

    private void AtMost(string option, int count, int max)
    {
        if (count > max)
        {
            _result.AddError($"has {count} entries and may have at most {max}.", option);
        }
    }
}
