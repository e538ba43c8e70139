namespace LearningStudio.Moderation.Review.Reports;

/// <summary>Decides whether a user's report counts, and what it weighs.</summary>
internal sealed class ReportIntake(IReviewRecords records, ReportOptions options)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The request of a report that counts; null otherwise.</summary>
    public async Task<(ReportOutcome Outcome, ReviewRequest? Request)> TakeAsync(
        Reporter reporter,
        Report report,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (report.AuthorId == reporter.UserId)
        {
            return (ReportOutcome.Own, null);
        }

        ReporterRecord record = await records
            .GetReporterAsync(reporter.UserId, now - Day, cancellationToken)
            .ConfigureAwait(false);
        return record.Recent >= options.DailyLimit && !reporter.IsStaff
            ? (ReportOutcome.OverLimit, null)
            : (ReportOutcome.Accepted, RequestOf(reporter, report, record));
    }

    private ReviewRequest RequestOf(Reporter reporter, Report report, ReporterRecord record) =>
        new()
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
}
