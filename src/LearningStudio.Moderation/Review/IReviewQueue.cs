using LearningStudio.Moderation.Review.Analytics;
using LearningStudio.Moderation.Review.Decisions;

namespace LearningStudio.Moderation.Review;

/// <summary>
/// Where review items are kept: implement it over your own data. Must be thread-safe, also between processes that share
/// the data. <see cref="ReviewQueueService"/> adds the rules of a site; this port keeps what must hold at any rate: one
/// open item a target and type, one holder an item, one decision an item, and none by the user concerned.
/// </summary>
public interface IReviewQueue : IReviewRecords
{
    /// <summary>
    /// Adds an item, or raises the open one of the same target and type: its priority becomes the more urgent of the
    /// two, its reasons and score the new ones where there are any, and a new voter counts. An item that waited for
    /// information waits no longer.
    /// </summary>
    /// <returns>The item's id.</returns>
    Task<long> AddAsync(ReviewRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists open items by <see cref="ReviewPriority"/>, the highest first, then by id.</summary>
    /// <param name="skip">How many to leave out; not negative.</param>
    /// <param name="take">How many to list at the most; from 1 to 100.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<PendingReviews> GetPendingAsync(int skip, int take, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists open items by the score with an age that counts without end, the highest first, then by id: an order that
    /// time does not change, so that no page repeats or leaves out an item that stays.
    /// </summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="after">The <see cref="ReviewPage.Next"/> of the page before; null for the first.</param>
    /// <param name="take">How many to list at the most; from 1 to 100.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentException">The text is not that of a page.</exception>
    Task<ReviewPage> ListAsync(
        ReviewFilter filter,
        string? after,
        int take,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads an item; null without it.</summary>
    Task<ReviewItem?> FindAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives items to a moderator for a while, each to one at a time. First come those whose lease ran out, then those
    /// overdue, the longest first, then the others as <see cref="ListAsync"/> lists them: so none waits for ever. Left
    /// out are items about the moderator, those that the moderator skipped, those that wait, and for all but leads those of
    /// a target of which an item is escalated. One item that is asked for by id is given unless it is about the moderator, another one's, or a
    /// lead's.
    /// </summary>
    /// <returns>The claims, as they were chosen; fewer than asked for, or none, where there is nothing to do.</returns>
    Task<IReadOnlyList<ReviewClaim>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken = default);

    /// <summary>Makes a lease end later. One that has run out is renewed too, as long as nobody took the item over.</summary>
    /// <returns>Whether the item is still the holder's.</returns>
    Task<bool> RenewAsync(ReviewLease lease, TimeSpan duration, CancellationToken cancellationToken = default);

    /// <summary>Gives an item back.</summary>
    /// <returns>Whether it was still the holder's.</returns>
    Task<bool> ReleaseAsync(ReviewLease lease, CancellationToken cancellationToken = default);

    /// <summary>
    /// Does what the holder of an item decided. It counts as long as no other claim, decision or edit came in between,
    /// also after the lease ran out; otherwise it is a <see cref="ReviewOutcome.Conflict"/> and changes nothing. So it is
    /// where an item of the target is escalated and the holder is no lead.
    /// </summary>
    Task<ReviewOutcome> DecideAsync(ReviewActionRequest action, CancellationToken cancellationToken = default);

    /// <summary>
    /// Decides every open item of a target at once: whoever holds it, unless the decision spares those, but what is
    /// escalated only for a lead.
    /// </summary>
    /// <returns>How many were decided: 0 when somebody else was first.</returns>
    Task<int> DecideAsync(ReviewTarget target, ReviewDecision decision, CancellationToken cancellationToken = default);

    /// <summary>
    /// Decides all open items of a filter, but for those about the moderator, those of a target of which another moderator
    /// holds an item, and, unless the moderator is a lead, those of a target of which an item is escalated or waits.
    /// </summary>
    /// <returns>What became of each item; null, and nothing is decided, where the key was used for another decision.</returns>
    Task<BulkResult?> DecideManyAsync(BulkDecision decision, CancellationToken cancellationToken = default);

    /// <summary>
    /// Opens a decided item again, and with it what the same decision closed, but for an item in whose place a new one is
    /// open. It is a <see cref="ReviewOutcome.Conflict"/> where the decision is too old or another
    /// one's, and where a new item of the same target and type is open by now.
    /// </summary>
    Task<ReviewOutcome> UndoAsync(UndoRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Puts new items in the place of a target's open ones, since what they spoke of has changed: whoever decides about
    /// an old one finds it superseded. Votes, reasons, escalation and age go along.
    /// </summary>
    Task ReopenAsync(ReviewTarget target, CancellationToken cancellationToken = default);

    /// <summary>Counts the open items.</summary>
    Task<int> CountPendingAsync(CancellationToken cancellationToken = default);

    /// <summary>Counts the open items against a user, those about too many of them left out.</summary>
    Task<int> CountPendingAgainstAsync(long userId, CancellationToken cancellationToken = default);

    /// <summary>Reads the figures of the queue since a moment, inclusive.</summary>
    Task<ReviewAnalytics> GetAnalyticsAsync(DateTimeOffset since, CancellationToken cancellationToken = default);
}
