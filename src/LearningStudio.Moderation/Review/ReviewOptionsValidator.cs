using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Review;

/// <summary>Names each option out of its range.</summary>
internal sealed class ReviewOptionsValidator : IValidateOptions<ModerationOptions>
{
    private const int Many = 1_000_000;

    public ValidateOptionsResult Validate(string? name, ModerationOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        ReviewOptions review = options.Review;
        InRange(result, nameof(review.Lease), review.Lease, TimeSpan.FromSeconds(10), TimeSpan.FromDays(1));
        InRange(result, nameof(review.MaximumBatch), review.MaximumBatch, 1, 100);
        InRange(result, nameof(review.UndoWindow), review.UndoWindow, TimeSpan.Zero, TimeSpan.FromDays(30));
        InRange(result, nameof(review.InfoWait), review.InfoWait, TimeSpan.FromMinutes(1), TimeSpan.FromDays(90));
        TimeSpan shortest = review.UndoWindow > TimeSpan.FromDays(1) ? review.UndoWindow : TimeSpan.FromDays(1);
        InRange(result, nameof(review.Retention), review.Retention, shortest, TimeSpan.FromDays(3650));
        InRange(
            result,
            nameof(review.LogRetention),
            review.LogRetention,
            TimeSpan.FromDays(1),
            TimeSpan.FromDays(36500)
        );
        for (int priority = 1; priority <= 4; priority++)
        {
            TimeSpan deadline = review.Deadlines.Of(priority);
            InRange(
                result,
                $"Deadlines:Priority{priority}",
                deadline,
                TimeSpan.FromMinutes(1),
                ReviewPriority.LongestDeadline
            );
        }

        ReportOptions reports = review.Reports;
        InRange(result, $"Reports:{nameof(reports.MaximumWeight)}", reports.MaximumWeight, 1, 100);
        InRange(result, $"Reports:{nameof(reports.DailyLimit)}", reports.DailyLimit, 1, Many);
        InRange(result, $"Reports:{nameof(reports.Priority)}", reports.Priority, 1, 4);
        return result.Build();
    }

    private static void InRange<T>(ValidateOptionsResultBuilder result, string option, T value, T least, T most)
        where T : IComparable<T>
    {
        // Written so that NaN, which compares with nothing, fails.
        if (!(value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0))
        {
            result.AddError($"is {value} and must be from {least} to {most}.", $"Moderation:Review:{option}");
        }
    }
}
