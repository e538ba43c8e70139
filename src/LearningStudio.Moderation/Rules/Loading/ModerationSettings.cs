using LearningStudio.Moderation.Duplicates;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Reports;
using LearningStudio.Settings;

namespace LearningStudio.Moderation.Rules.Loading;

/// <summary>What a section may hold that is bound to <see cref="ModerationOptions"/>.</summary>
internal static class ModerationSettings
{
    public static KnownSettings Known { get; } =
        KnownSettings
            .From<ModerationOptions>()
            .WithEntries(
                nameof(ModerationOptions.Rules),
                KnownSettings.From<SpamRule>().With(nameof(SpamRule.Examples), KnownSettings.From<RuleExamples>())
            )
            .WithEntries(nameof(ModerationOptions.RuleFiles), KnownSettings.From<RuleFile>())
            .WithEntries(nameof(ModerationOptions.CompositeRules), KnownSettings.From<CompositeRule>())
            .With(nameof(ModerationOptions.Thresholds), KnownSettings.From<ScoreThresholds>())
            .With(nameof(ModerationOptions.Exempt), KnownSettings.From<RuleExemptions>())
            .With(nameof(ModerationOptions.Limits), KnownSettings.From<ModerationLimits>())
            .With(nameof(ModerationOptions.Triggers), KnownSettings.From<TriggerOptions>())
            .With(nameof(ModerationOptions.Duplicates), KnownSettings.From<DuplicateOptions>())
            .With(
                nameof(ModerationOptions.Review),
                KnownSettings
                    .From<ReviewOptions>()
                    .With(nameof(ReviewOptions.Deadlines), KnownSettings.From<DeadlineOptions>())
                    .With(nameof(ReviewOptions.Reports), KnownSettings.From<ReportOptions>())
            );
}
