using LearningStudio.Moderation.Diagnostics;
using LearningStudio.Moderation.Review.Analytics;
using LearningStudio.Moderation.Review.Decisions;
using LearningStudio.Moderation.Review.Reports;
using LearningStudio.Moderation.Rules.Loading;

namespace LearningStudio.Moderation.Review;

/// <summary>The review queue as moderators and reporters use it, with the rules of the site. Thread-safe.</summary>
/// <remarks>Settings are those of <see cref="ModerationOptions.Review"/>; changes take effect while the process runs.</remarks>
public sealed class ReviewQueueService
{
    private const int MaxNote = 2000;
    private const int MaxKey = 100;

    private readonly IReviewQueue _queue;
    private readonly TimeProvider _time;
    private readonly RuleSetSource _source;
    private readonly ReviewMetrics _metrics;

    internal ReviewQueueService(IReviewQueue queue, TimeProvider time, RuleSetSource source, ReviewMetrics metrics)
    {
        (_queue, _time, _source, _metrics) = (queue, time, source, metrics);
    }

    internal IReviewQueue Queue => _queue;

    private ReviewOptions Options => _source.Options.Review;

    /// <summary>How long a decision can be taken back, as <see cref="ReviewOptions.UndoWindow"/> says by now.</summary>
    public TimeSpan UndoWindow => Options.UndoWindow;

    /// <summary>The same service on another queue: on that of a transaction, for instance.</summary>
    public ReviewQueueService On(IReviewQueue queue)
    {
        ArgumentNullException.ThrowIfNull(queue);
        return new ReviewQueueService(queue, _time, _source, _metrics);
    }

    /// <summary>Asks for a review, to be decided in the time that its priority has, unless it says otherwise.</summary>
    /// <returns>The item's id.</returns>
    public Task<long> AddAsync(ReviewRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _queue.AddAsync(
            request with
            {
                Deadline = request.Deadline ?? Options.Deadlines.ForPriority(request.Priority),
            },
            cancellationToken
        );
    }

    /// <summary>Gives the next items to a moderator for <see cref="ReviewOptions.Lease"/>; see <see cref="IReviewQueue.ClaimAsync"/>.</summary>
    /// <param name="moderator">Who asks.</param>
    /// <param name="count">How many; from 1 to <see cref="ReviewOptions.MaxBatch"/>.</param>
    /// <param name="cancellationToken">Cancels the claim.</param>
    public Task<IReadOnlyList<ReviewClaim>> ClaimNextAsync(
        Moderator moderator,
        int count = 1,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(moderator);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Options.MaxBatch);
        return ClaimAsync(
            new ClaimRequest
            {
                ModeratorId = moderator.Id,
                Lease = Options.Lease,
                Count = count,
                IsLead = moderator.IsLead,
            },
            cancellationToken
        );
    }

    /// <summary>Gives one item to a moderator; null where it is another one's, closed, or not this moderator's to do.</summary>
    public async Task<ReviewClaim?> ClaimAsync(
        Moderator moderator,
        long itemId,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(moderator);
        var request = new ClaimRequest
        {
            ModeratorId = moderator.Id,
            Lease = Options.Lease,
            Count = 1,
            ItemId = itemId,
            IsLead = moderator.IsLead,
        };
        IReadOnlyList<ReviewClaim> claims = await ClaimAsync(request, cancellationToken).ConfigureAwait(false);
        return claims.Count > 0 ? claims[0] : null;
    }

    /// <summary>Makes a lease last for <see cref="ReviewOptions.Lease"/> from now on.</summary>
    /// <returns>Whether the item is still the holder's.</returns>
    public Task<bool> RenewAsync(ReviewLease lease, CancellationToken cancellationToken = default) =>
        _queue.RenewAsync(lease, Options.Lease, cancellationToken);

    /// <summary>Gives an item back.</summary>
    /// <returns>Whether it was still the holder's.</returns>
    public Task<bool> ReleaseAsync(ReviewLease lease, CancellationToken cancellationToken = default) =>
        _queue.ReleaseAsync(lease, cancellationToken);

    /// <summary>
    /// Does what the holder decided. An approval or a rejection is about the target: it closes the target's other open
    /// items too, the escalated ones where the holder is a lead.
    /// </summary>
    /// <param name="lease">The proof of the claim.</param>
    /// <param name="action">One of the first five of <see cref="ReviewAction"/>.</param>
    /// <param name="note">Why; at most 2,000 characters.</param>
    /// <param name="cancellationToken">Cancels the step.</param>
    /// <exception cref="ArgumentException">It is no action of a holder's, or the note is too long.</exception>
    public async Task<ReviewOutcome> DecideAsync(
        ReviewLease lease,
        ReviewAction action,
        string? note = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(lease);
        Check(note);
        var step = new ReviewActionRequest
        {
            Lease = lease,
            Action = action,
            Note = note,
            Wait = Options.InfoWait,
        };
        ReviewOutcome outcome = await _queue.DecideAsync(step, cancellationToken).ConfigureAwait(false);
        _metrics.Acted(action, outcome);
        if (
            outcome == ReviewOutcome.Done
            && action is ReviewAction.Approve or ReviewAction.Reject
            && await _queue.FindAsync(lease.ItemId, cancellationToken).ConfigureAwait(false) is { } item
        )
        {
            var decision = new ReviewDecision(action == ReviewAction.Approve, lease.ModeratorId)
            {
                DecisionId = item.Id,
                IsLead = lease.IsLead,
            };
            int others = await _queue.DecideAsync(item.Target, decision, cancellationToken).ConfigureAwait(false);
            _metrics.Acted(action, ReviewOutcome.Done, others);
        }

        return outcome;
    }

    /// <summary>Decides all items of a filter or a cluster at once; see <see cref="IReviewQueue.DecideManyAsync"/>.</summary>
    /// <returns>What became of each item; null, and nothing is decided, where the key was used for another decision.</returns>
    /// <exception cref="ArgumentException">The key or the note is out of bounds.</exception>
    public async Task<BulkResult?> DecideManyAsync(BulkDecision decision, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentException.ThrowIfNullOrWhiteSpace(decision.Key, nameof(decision));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decision.Key.Length, MaxKey, nameof(decision));
        Check(decision.Note);
        BulkResult? result = await _queue.DecideManyAsync(decision, cancellationToken).ConfigureAwait(false);
        ReviewAction action = decision.Decision.IsApproved ? ReviewAction.Approve : ReviewAction.Reject;
        foreach (var items in result is not { IsRepeat: false } ? [] : result.Items.CountBy(item => item.Outcome))
        {
            _metrics.Acted(action, items.Key, items.Value);
        }

        return result;
    }

    /// <summary>Takes a decision back within <see cref="ReviewOptions.UndoWindow"/>: one's own, or as a lead anybody's.</summary>
    public async Task<ReviewOutcome> UndoAsync(
        Moderator moderator,
        long itemId,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(moderator);
        var request = new UndoRequest
        {
            ItemId = itemId,
            ModeratorId = moderator.Id,
            Window = Options.UndoWindow,
            IsLead = moderator.IsLead,
        };
        ReviewOutcome outcome = await _queue.UndoAsync(request, cancellationToken).ConfigureAwait(false);
        _metrics.Acted(ReviewAction.Undo, outcome);
        return outcome;
    }

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

        (ReportOutcome outcome, ReviewRequest? request) = await new ReportIntake(_queue, Options.Reports)
            .TakeAsync(reporter, report, _time.GetUtcNow(), cancellationToken)
            .ConfigureAwait(false);
        if (request is not null)
        {
            await AddAsync(request, cancellationToken).ConfigureAwait(false);
        }

        _metrics.Reported(outcome);
        return outcome;
    }

    /// <summary>Writes a note on an item.</summary>
    /// <returns>Whether there is such an item.</returns>
    /// <exception cref="ArgumentException">The note is blank or longer than 2,000 characters.</exception>
    public Task<bool> AddNoteAsync(
        Moderator moderator,
        long itemId,
        string note,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(moderator);
        ArgumentException.ThrowIfNullOrWhiteSpace(note);
        Check(note);
        return _queue.AddNoteAsync(itemId, moderator.Id, note, cancellationToken);
    }

    /// <summary>Counts the queue, and sets the gauges of depth and age.</summary>
    public async Task<ReviewStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default)
    {
        ReviewStatistics statistics = await _queue.GetStatisticsAsync(cancellationToken).ConfigureAwait(false);
        _metrics.Counted(statistics);
        return statistics;
    }

    /// <summary>Reports on the last days, today included.</summary>
    /// <param name="days">How many; from 1 to 366.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<ReviewHistory> GetHistoryAsync(int days, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, 366);
        var today = DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);
        DateOnly first = today.AddDays(1 - days);
        var since = new DateTimeOffset(first, TimeOnly.MinValue, TimeSpan.Zero);
        ReviewPeriodStats stats = await _queue.GetPeriodStatsAsync(since, cancellationToken).ConfigureAwait(false);
        return ReviewHistory.Create(stats, first, today);
    }

    /// <summary>
    /// Deletes what is past <see cref="ReviewOptions.Retention"/>, puts items where they belong by now, and counts the
    /// queue: to be run now and then.
    /// </summary>
    /// <returns>How many items were deleted.</returns>
    public async Task<int> MaintainAsync(CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = _time.GetUtcNow();
        ReviewOptions options = Options;
        int deleted = await _queue
            .CleanUpAsync(now - options.Retention, now - options.LogRetention, cancellationToken)
            .ConfigureAwait(false);
        await _queue.RecomputeAsync(cancellationToken).ConfigureAwait(false);
        await GetStatisticsAsync(cancellationToken).ConfigureAwait(false);
        return deleted;
    }

    private async Task<IReadOnlyList<ReviewClaim>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        IReadOnlyList<ReviewClaim> claims = await _queue.ClaimAsync(request, cancellationToken).ConfigureAwait(false);
        _metrics.Claimed(claims);
        return claims;
    }

    private static void Check(string? note)
    {
        if (note?.Length > MaxNote)
        {
            throw new ArgumentException(
                $"The note has {note.Length} characters; at most {MaxNote} are kept.",
                nameof(note)
            );
        }
    }
}
