using LearningStudio.Repositories.Reading;

namespace LearningStudio.Repositories;

/// <summary>Reads users. No member returns an e-mail address. Thread-safe.</summary>
public interface IUserRepository
{
    /// <summary>Reads a user, active or not; null without one. One statement.</summary>
    Task<UserProfile?> FindAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Finds a user, active or not, by e-mail address, whatever its case; null without one. One statement.</summary>
    /// <remarks>Where several have the address, the oldest account is read.</remarks>
    Task<UserProfile?> FindByEmailAsync(string email, CancellationToken cancellationToken = default);

    /// <summary>Reads users in the order of their ids; those that are not there are left out. One statement.</summary>
    /// <param name="ids">At most 1,000.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentException">There are more ids.</exception>
    Task<IReadOnlyList<UserProfile>> GetByIdsAsync(
        IReadOnlyCollection<long> ids,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads what a user has written; null without such an active user. One statement.</summary>
    Task<UserActivity?> FindActivityAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finds an active user by the name to log in with, without regard to case (of ASCII letters on SQLite; not at all with
    /// other tables); null without one. One statement.
    /// </summary>
    Task<Account?> FindAccountAsync(string username, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finds a user, active or not, by the subject that an identity provider knows, character by character; null without
    /// one. One statement; none for a subject that is empty, longer than 255 characters, or with control or replacement
    /// characters, which nobody has.
    /// </summary>
    Task<Account?> FindAccountBySubjectAsync(string subject, CancellationToken cancellationToken = default);

    /// <summary>Counts the active users. One statement.</summary>
    Task<int> CountActiveAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads the active user who joined last; null without users. One statement.</summary>
    Task<UserProfile?> FindLatestAsync(CancellationToken cancellationToken = default);

    /// <summary>Counts the active users seen since a moment, inclusive. One statement.</summary>
    Task<int> CountSeenSinceAsync(DateTimeOffset since, CancellationToken cancellationToken = default);

    /// <summary>Lists the active users seen since a moment, inclusive, the latest first. One statement.</summary>
    /// <param name="since">The moment.</param>
    /// <param name="limit">How many at the most; from 1 to 1,000.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is out of its bounds.</exception>
    Task<IReadOnlyList<Author>> GetSeenSinceAsync(
        DateTimeOffset since,
        int limit,
        CancellationToken cancellationToken = default
    );

    /// <summary>Lists the active users who wrote since a moment, inclusive, with how much, most first. One statement.</summary>
    /// <param name="since">The moment.</param>
    /// <param name="limit">How many at the most; from 1 to 1,000.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is out of its bounds.</exception>
    Task<IReadOnlyList<UserPostCount>> GetActiveSinceAsync(
        DateTimeOffset since,
        int limit,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads how much each of some users wrote in all, in the order of their ids; those without an account are left out. One statement.</summary>
    /// <param name="ids">At most 1,000.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentException">There are more ids.</exception>
    Task<IReadOnlyList<UserPostCount>> GetPostCountsAsync(
        IReadOnlyCollection<long> ids,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads a page of the active users of a trust level, who joined last first. One statement.</summary>
    /// <exception cref="ArgumentException">The page's cursor was not issued for this list.</exception>
    Task<Page<UserProfile>> ListByTrustLevelAsync(
        int trustLevel,
        PageRequest page,
        CancellationToken cancellationToken = default
    );

    /// <summary>Lists the active users who moderate, by id; 1,000 at the most. One statement.</summary>
    Task<IReadOnlyList<UserProfile>> GetModeratorsAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads a page of the active users whose username or name holds a text, who joined last first. One statement.</summary>
    /// <param name="text">What to look for, literally and whatever the case of ASCII letters; 1 to 200 characters.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentException">The text is empty or too long, or the cursor was not issued for this list.</exception>
    Task<Page<UserProfile>> SearchAsync(string text, PageRequest page, CancellationToken cancellationToken = default);
}
