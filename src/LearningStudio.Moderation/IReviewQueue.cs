namespace LearningStudio.Moderation;

/// <summary>Where review items are kept: implement it over your own data. Must be thread-safe.</summary>
public interface IReviewQueue
{
    /// <summary>
    /// Adds an item, or raises the open one of the same target and type: its priority becomes the more urgent of the
    /// two, its reasons and score the new ones where there are any, and a new voter counts.
    /// </summary>
    /// <returns>The item's id.</returns>
    Task<long> AddAsync(ReviewRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists open items by <see cref="ReviewPriority"/>, the highest first, then by id.</summary>
    /// <param name="skip">How many to leave out; not negative.</param>
    /// <param name="take">How many to list at the most; from 1 to 100.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<ReviewItem>> GetPendingAsync(int skip, int take, CancellationToken cancellationToken = default);

    /// <summary>Reads an item; null without it.</summary>
    Task<ReviewItem?> FindAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Decides every open item of a target at once.</summary>
    /// <returns>How many there were: 0 when somebody else was first.</returns>
    Task<int> DecideAsync(ReviewTarget target, ReviewDecision decision, CancellationToken cancellationToken = default);

    /// <summary>
    /// Puts new items in the place of a target's open ones, since what they spoke of has changed: whoever decides about
    /// an old one finds it superseded. Votes, reasons and age go along.
    /// </summary>
    Task ReopenAsync(ReviewTarget target, CancellationToken cancellationToken = default);

    /// <summary>Counts the open items.</summary>
    Task<int> CountPendingAsync(CancellationToken cancellationToken = default);

    /// <summary>Counts the open items against a user, those about too many of them left out.</summary>
    Task<int> CountPendingAgainstAsync(long userId, CancellationToken cancellationToken = default);

    /// <summary>Reads the figures of the queue since a moment, inclusive.</summary>
    Task<ReviewAnalytics> GetAnalyticsAsync(DateTimeOffset since, CancellationToken cancellationToken = default);
}
