using LearningStudio.Moderation.Review.Reports;
using LearningStudio.Moderation.Rules.Loading;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Review;

/// <summary>Holds the options of reviews against their bounds.</summary>
internal static class ReviewOptionsGuard
{
    private const int Many = 1_000_000;

    public static void Check(ReviewOptions review, ValidateOptionsResultBuilder result)
    {
        result.InRange(OptionOf(nameof(review.Lease)), review.Lease, TimeSpan.FromSeconds(10), TimeSpan.FromDays(1));
        result.InRange(OptionOf(nameof(review.MaxBatch)), review.MaxBatch, 1, 100);
        result.InRange(OptionOf(nameof(review.UndoWindow)), review.UndoWindow, TimeSpan.Zero, TimeSpan.FromDays(30));
        result.InRange(
            OptionOf(nameof(review.InfoWait)),
            review.InfoWait,
            TimeSpan.FromMinutes(1),
            TimeSpan.FromDays(90)
        );
        TimeSpan shortest = review.UndoWindow > TimeSpan.FromDays(1) ? review.UndoWindow : TimeSpan.FromDays(1);
        result.InRange(OptionOf(nameof(review.Retention)), review.Retention, shortest, TimeSpan.FromDays(3650));
        result.InRange(
            OptionOf(nameof(review.LogRetention)),
            review.LogRetention,
            TimeSpan.FromDays(1),
            TimeSpan.FromDays(36500)
        );
        for (int priority = 1; priority <= 4; priority++)
        {
            TimeSpan deadline = review.Deadlines.ForPriority(priority);
            result.InRange(
                OptionOf($"Deadlines:Priority{priority}"),
                deadline,
                TimeSpan.FromMinutes(1),
                ReviewPriority.MaxDeadline
            );
        }

        ReportOptions reports = review.Reports;
        result.InRange(OptionOf($"Reports:{nameof(reports.MaxWeight)}"), reports.MaxWeight, 1, 100);
        result.InRange(OptionOf($"Reports:{nameof(reports.DailyLimit)}"), reports.DailyLimit, 1, Many);
        result.InRange(OptionOf($"Reports:{nameof(reports.Priority)}"), reports.Priority, 1, 4);
    }

    private static string OptionOf(string option) => $"Moderation:Review:{option}";
}
