using LearningStudio.Moderation.Review.Reports;

namespace LearningStudio.Moderation.Review;

public sealed partial class ReviewQueueService
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>
    /// Takes a user's report: it joins the open item of its target, and counts once a user. What it weighs, and how many
    /// a user may make, are options.
    /// </summary>
    /// <exception cref="ArgumentException">The code is blank, too long or holds a colon.</exception>
    public async Task<ReportOutcome> ReportAsync(
        Reporter reporter,
        Report report,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(reporter);
        ArgumentNullException.ThrowIfNull(report);
        ArgumentException.ThrowIfNullOrWhiteSpace(report.Code, nameof(report));
        if (report.Code.Length > MaxKey || report.Code.Contains(':', StringComparison.Ordinal))
        {
            throw new ArgumentException($"A code has 1 to {MaxKey} characters and no colon.", nameof(report));
        }

        ReportOutcome outcome = await TakeAsync(reporter, report, cancellationToken).ConfigureAwait(false);
        _metrics.Reported(outcome);
        return outcome;
    }

    private async Task<ReportOutcome> TakeAsync(Reporter reporter, Report report, CancellationToken cancellationToken)
    {
        if (report.AuthorId == reporter.UserId)
        {
            return ReportOutcome.Own;
        }

        ReportOptions options = Options.Reports;
        ReporterRecord record = await _queue
            .GetReporterAsync(reporter.UserId, _time.GetUtcNow() - Day, cancellationToken)
            .ConfigureAwait(false);
        if (record.Recent >= options.DailyLimit && !reporter.IsStaff)
        {
            return ReportOutcome.OverLimit;
        }

        var request = new ReviewRequest
        {
            Target = report.Target,
            Type = report.Target.Kind == ReviewTargetKind.User ? ReviewType.UserReport : ReviewType.FlaggedPost,
            Priority = options.Priority,
            Reasons = [new ReviewReason($"reported-{report.Code}")],
            ReportedUserId = report.AuthorId,
            ReportedTrustLevel = report.AuthorTrustLevel,
            VoterId = reporter.UserId,
            VoteWeight = options.Weighted ? ReportWeight.Compute(reporter, record, options) : 1,
        };
        await AddAsync(request, cancellationToken).ConfigureAwait(false);
        return ReportOutcome.Accepted;
    }
}
