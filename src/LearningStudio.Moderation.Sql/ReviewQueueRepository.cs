using System.Data.Common;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Analytics;
using LearningStudio.Moderation.Review.Decisions;
using LearningStudio.Moderation.Review.Reports;
using LearningStudio.Moderation.Sql.Databases;
using LearningStudio.Moderation.Sql.Reviews;

namespace LearningStudio.Moderation.Sql;

/// <summary>The review queue in a database: on connections of its own, or within a caller's transaction.</summary>
/// <remarks>
/// Thread-safe, also between processes, unless it is <see cref="On"/> a transaction. A method that changes something is one
/// transaction; nothing is tried again when the database refuses it for another's sake.
/// </remarks>
public sealed class ReviewQueueRepository : IReviewQueue
{
    private const int MaxRows = 1000;

    private readonly ISqlRunner _runner;
    private readonly ReviewStatements _reviews;
    private readonly TimeProvider _time;

    internal ReviewQueueRepository(ISqlRunner runner, ReviewStatements reviews, TimeProvider time) =>
        (_runner, _reviews, _time) = (runner, reviews, time);

    private DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>The same queue within a transaction, which its owner commits: for as long as that is open.</summary>
    /// <param name="transaction">A transaction on the database of the options, of its driver.</param>
    /// <returns>A queue that is as little thread-safe as the transaction.</returns>
    /// <exception cref="ArgumentException">The transaction has ended.</exception>
    public ReviewQueueRepository On(DbTransaction transaction) => new(_runner.On(transaction), _reviews, _time);

    /// <inheritdoc />
    public Task<long> AddAsync(ReviewRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _runner.TransactAsync(
            session => _reviews.Additions.AddAsync(session, request, Now, cancellationToken),
            cancellationToken
        );
    }

    /// <inheritdoc />
    public Task<PendingReviews> GetPendingAsync(int skip, int take, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        Check(take, nameof(take));
        return _runner.RunAsync(
            session => _reviews.List.GetPendingAsync(session, Now, skip, take, cancellationToken),
            cancellationToken
        );
    }

    /// <inheritdoc />
    public Task<ReviewPage> ListAsync(
        ReviewFilter filter,
        string? after,
        int take,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(filter);
        Check(take, nameof(take));
        return _runner.RunAsync(
            session => ReviewList.ListAsync(session, filter, after, take, cancellationToken),
            cancellationToken
        );
    }

    /// <inheritdoc />
    public Task<ReviewItem?> FindAsync(long id, CancellationToken cancellationToken = default) =>
        _runner.RunAsync(
            async session => (await ReviewTable.FindAsync(session, id, cancellationToken).ConfigureAwait(false))?.Item,
            cancellationToken
        );

    /// <summary>Finds out which decision closed an item: the id of the item that was decided, its own as a rule. One statement.</summary>
    /// <returns>The id; null while the item is open, and without it.</returns>
    public Task<long?> FindDecisionAsync(long itemId, CancellationToken cancellationToken = default) =>
        _runner.RunAsync(
            async session =>
                (await ReviewTable.FindAsync(session, itemId, cancellationToken).ConfigureAwait(false))?.DecisionId,
            cancellationToken
        );

    /// <summary>Finds the items that decisions closed, those taken back left out. One statement.</summary>
    /// <param name="decisionIds">The decisions, as <see cref="FindDecisionAsync"/> names them; at most 1,000.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The items' ids, in ascending order.</returns>
    public async Task<IReadOnlyList<long>> FindDecidedAsync(
        IReadOnlyCollection<long> decisionIds,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(decisionIds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decisionIds.Count, MaxRows, nameof(decisionIds));
        return await _runner
            .RunAsync(
                session => _reviews.Decisions.ClosedByAsync(session, decisionIds, cancellationToken),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<ReviewClaim>> ClaimAsync(
        ClaimRequest request,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request.Count, nameof(request));
        return _runner.WriteAsync(
            session => _reviews.Claims.ClaimAsync(session, request, Now, cancellationToken),
            cancellationToken
        );
    }

    /// <inheritdoc />
    public Task<bool> RenewAsync(ReviewLease lease, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return _runner.WriteAsync(
            session => ReviewClaims.RenewAsync(session, lease, Now + duration, cancellationToken),
            cancellationToken
        );
    }

    /// <inheritdoc />
    public Task<bool> ReleaseAsync(ReviewLease lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return _runner.WriteAsync(
            session => ReviewClaims.ReleaseAsync(session, lease, Now, cancellationToken),
            cancellationToken
        );
    }

    /// <inheritdoc />
    public Task<ReviewOutcome> DecideAsync(ReviewActionRequest action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return _runner.TransactAsync(
            session => _reviews.Decisions.DecideAsync(session, action, Now, cancellationToken),
            cancellationToken
        );
    }

    /// <inheritdoc />
    public Task<int> DecideAsync(
        ReviewTarget target,
        ReviewDecision decision,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(decision);
        return _runner.TransactAsync(
            session => _reviews.Decisions.DecideAsync(session, target, decision, Now, cancellationToken),
            cancellationToken
        );
    }

    /// <inheritdoc />
    public Task<BulkResult?> DecideManyAsync(BulkDecision decision, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return _runner.TransactAsync(
            session => _reviews.Bulk.DecideAsync(session, decision, Now, cancellationToken),
            cancellationToken
        );
    }

    /// <inheritdoc />
    public Task<ReviewOutcome> UndoAsync(UndoRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _runner.TransactAsync(
            session => _reviews.Undo.UndoAsync(session, request, Now, cancellationToken),
            cancellationToken
        );
    }

    /// <inheritdoc />
    public Task ReopenAsync(ReviewTarget target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        return _runner.TransactAsync(
            session => _reviews.Reopening.ReopenAsync(session, target, Now, cancellationToken),
            cancellationToken
        );
    }

    /// <inheritdoc />
    public Task<int> CountPendingAsync(CancellationToken cancellationToken = default) =>
        _runner.RunAsync(session => ReviewList.CountAsync(session, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<int> CountPendingAgainstAsync(long userId, CancellationToken cancellationToken = default) =>
        _runner.RunAsync(
            session => ReviewList.CountAgainstAsync(session, userId, cancellationToken),
            cancellationToken
        );

    /// <inheritdoc />
    public Task<ReviewAnalytics> GetAnalyticsAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    ) =>
        _runner.RunAsync(
            session => _reviews.Stats.GetAnalyticsAsync(session, since, cancellationToken),
            cancellationToken
        );

    /// <inheritdoc />
    public Task<bool> AddNoteAsync(
        long itemId,
        long moderatorId,
        string note,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(note);
        var line = new LogLine(ReviewAction.Note, moderatorId, Now, note);
        return _runner.WriteAsync(
            async session =>
                await _reviews.Log.WriteAsync(session, [itemId], line, cancellationToken).ConfigureAwait(false) > 0,
            cancellationToken
        );
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<ReviewLogEntry>> GetLogAsync(
        long itemId,
        CancellationToken cancellationToken = default
    ) => _runner.RunAsync(session => _reviews.Log.ListAsync(session, itemId, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<ReporterRecord> GetReporterAsync(
        long userId,
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    ) =>
        _runner.RunAsync(
            session => ReviewStats.GetReporterAsync(session, userId, since, cancellationToken),
            cancellationToken
        );

    /// <inheritdoc />
    public Task<ReviewStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default) =>
        _runner.RunAsync(
            session => _reviews.Stats.GetStatisticsAsync(session, Now, cancellationToken),
            cancellationToken
        );

    /// <inheritdoc />
    public Task<ReviewPeriodStats> GetPeriodStatsAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    ) =>
        _runner.RunAsync(
            session => _reviews.Stats.GetPeriodAsync(session, since, Now, cancellationToken),
            cancellationToken
        );

    /// <inheritdoc />
    public Task<int> CleanUpAsync(
        DateTimeOffset before,
        DateTimeOffset logBefore,
        CancellationToken cancellationToken = default
    ) =>
        _runner.TransactAsync(
            session => ReviewRetention.CleanUpAsync(session, before, logBefore, cancellationToken),
            cancellationToken
        );

    /// <inheritdoc />
    /// <remarks>
    /// One statement without an <see cref="ITrustLevels"/>. With one, at most two more for each 1,000 trust levels that
    /// open items hold of their users, one to find that there are no more, and what the port itself takes. No lock is held while the port is asked, but for those of the transaction of
    /// <see cref="On"/>. Each statement is a whole: where one fails, the queue is in order, and the next run does the rest.
    /// </remarks>
    public Task<int> RecomputeAsync(CancellationToken cancellationToken = default) =>
        _reviews.Ranks.RecomputeAsync(_runner, cancellationToken);

    private static void Check(int count, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxRows, name);
    }
}
