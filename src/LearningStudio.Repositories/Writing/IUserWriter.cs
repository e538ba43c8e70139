using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.Repositories.Writing;

/// <summary>Writes users within a unit of work. Not thread-safe.</summary>
public interface IUserWriter
{
    /// <summary>Notes that a user was seen; an earlier moment than the last changes nothing. For many users see <see cref="IForumPresence"/>.</summary>
    /// <returns>Whether there is such a user.</returns>
    Task<bool> MarkSeenAsync(long id, DateTimeOffset at, CancellationToken cancellationToken = default);

    /// <summary>Takes an account into use again.</summary>
    /// <returns>Whether there is such a user who was not active.</returns>
    Task<bool> ActivateAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Takes an account out of use: reads of users leave it out, and its posts stay.</summary>
    /// <returns>Whether there is such a user who was active.</returns>
    Task<bool> DeactivateAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Gives an account a role in place of the one that it has.</summary>
    /// <returns>Whether there is such a user.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such role.</exception>
    Task<bool> SetRoleAsync(long id, AccountRole role, CancellationToken cancellationToken = default);

    /// <summary>Says what an identity provider calls a user: the subject before it signs nobody in any more.</summary>
    /// <param name="id">The user's id.</param>
    /// <param name="subject">1 to 255 characters, none of them a control or replacement character.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>Whether there is such a user, and no other account has the subject.</returns>
    /// <exception cref="ArgumentException">The subject is out of its bounds.</exception>
    Task<bool> SetSubjectAsync(long id, string subject, CancellationToken cancellationToken = default);
}
