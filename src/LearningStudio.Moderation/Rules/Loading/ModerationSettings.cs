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
            .Of<ModerationOptions>()
            .WithEntries(
                nameof(ModerationOptions.Rules),
                KnownSettings.Of<SpamRule>().With(nameof(SpamRule.Examples), KnownSettings.Of<RuleExamples>())
            )
            .WithEntries(nameof(ModerationOptions.RuleFiles), KnownSettings.Of<RuleFile>())
            .WithEntries(nameof(ModerationOptions.CompositeRules), KnownSettings.Of<CompositeRule>())
            .With(nameof(ModerationOptions.Thresholds), KnownSettings.Of<ScoreThresholds>())
            .With(nameof(ModerationOptions.Exempt), KnownSettings.Of<RuleExemptions>())
            .With(nameof(ModerationOptions.Limits), KnownSettings.Of<ModerationLimits>())
            .With(nameof(ModerationOptions.Triggers), KnownSettings.Of<TriggerOptions>())
            .With(nameof(ModerationOptions.Duplicates), KnownSettings.Of<DuplicateOptions>())
            .With(
                nameof(ModerationOptions.Review),
                KnownSettings
                    .Of<ReviewOptions>()
                    .With(nameof(ReviewOptions.Deadlines), KnownSettings.Of<DeadlineOptions>())
                    .With(nameof(ReviewOptions.Reports), KnownSettings.Of<ReportOptions>())
            );
}
