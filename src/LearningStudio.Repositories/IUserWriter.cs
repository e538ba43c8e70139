namespace LearningStudio.Repositories;

/// <summary>Writes users within a unit of work. Not thread-safe.</summary>
public interface IUserWriter
{
    /// <summary>Notes that a user was seen; an earlier moment than the last changes nothing. For many users see <see cref="IForumPresence"/>.</summary>
    /// <returns>Whether there is such a user.</returns>
    Task<bool> TouchAsync(long id, DateTimeOffset at, CancellationToken cancellationToken = default);

    /// <summary>Takes an account into use again.</summary>
    /// <returns>Whether there is such a user who was not active.</returns>
    Task<bool> ActivateAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Takes an account out of use: reads of users leave it out, and its posts stay.</summary>
    /// <returns>Whether there is such a user who was active.</returns>
    Task<bool> DeactivateAsync(long id, CancellationToken cancellationToken = default);
}
