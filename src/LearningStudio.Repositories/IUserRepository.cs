namespace LearningStudio.Repositories;

/// <summary>Reads users. No member returns an e-mail address. Thread-safe.</summary>
public interface IUserRepository
{
    /// <summary>Reads what a user has written; null without such an active user. One statement.</summary>
    Task<UserActivity?> FindActivityAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Finds an active user by the name to log in with, without regard to the case of ASCII letters; null without one. One statement.</summary>
    Task<Account?> FindAccountAsync(string username, CancellationToken cancellationToken = default);

    /// <summary>Counts the active users seen since a moment, inclusive. One statement.</summary>
    Task<int> CountSeenSinceAsync(DateTimeOffset since, CancellationToken cancellationToken = default);

    /// <summary>Lists the active users seen since a moment, inclusive, the latest first. One statement.</summary>
    /// <param name="since">The moment.</param>
    /// <param name="limit">How many at the most; from 1 to 1,000.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is out of its bounds.</exception>
    Task<IReadOnlyList<Author>> ListSeenSinceAsync(
        DateTimeOffset since,
        int limit,
        CancellationToken cancellationToken = default
    );
}
