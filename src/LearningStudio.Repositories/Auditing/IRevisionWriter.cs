using LearningStudio.Repositories.Writing;

namespace LearningStudio.Repositories.Auditing;

/// <summary>Keeps the texts that edits replace, within a unit of work. Not thread-safe.</summary>
public interface IRevisionWriter
{
    /// <summary>
    /// Keeps a text as it is before an edit, if a review of the post, or of the topic that it opens, needs it. One
    /// statement.
    /// </summary>
    /// <remarks>
    /// Call it in the unit that edits, before the edit, and with the topic locked by
    /// <see cref="IForumSession.LockTopicAsync"/>: so it is the text that this edit replaces, whoever else edits.
    /// </remarks>
    /// <returns>Whether the text was kept.</returns>
    /// <exception cref="NotSupportedException">The tables are only read here.</exception>
    Task<bool> KeepAsync(TextEdit edit, CancellationToken cancellationToken = default);
}
