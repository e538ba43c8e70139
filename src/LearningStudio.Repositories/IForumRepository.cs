using LearningStudio.Repositories.Reading;

namespace LearningStudio.Repositories;

/// <summary>Reads forums and figures of the whole site. Thread-safe.</summary>
/// <remarks>
/// A forum whose <see cref="ForumView.MinTrustLevel"/> a viewer does not reach is left out; lists of the tree leave
/// out those within it too, which otherwise have a level of their own. An anonymous reader, given as null, has level 0.
/// </remarks>
public interface IForumRepository
{
    /// <summary>Reads a forum; null without one that the viewer may see. One statement.</summary>
    Task<ForumView?> FindAsync(long id, Viewer? viewer = null, CancellationToken cancellationToken = default);

    /// <summary>Reads the forum of a slug; null without one that the viewer may see. One statement.</summary>
    Task<ForumView?> FindBySlugAsync(string slug, Viewer? viewer = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the forums that a viewer may see, parents before children, in their order. One statement.</summary>
    Task<IReadOnlyList<ForumView>> GetTreeAsync(Viewer? viewer = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the forums at the top that a viewer may see. One statement.</summary>
    Task<IReadOnlyList<ForumView>> GetRootsAsync(Viewer? viewer = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the forums directly within another that a viewer may see. One statement.</summary>
    Task<IReadOnlyList<ForumView>> GetChildrenAsync(
        long parentId,
        Viewer? viewer = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Lists the forums that a viewer may see with their figures, parents before children, in their order. One statement.</summary>
    /// <remarks>It costs the same however many posts there are, where the window's posts begin at a midnight of UTC.</remarks>
    Task<IReadOnlyList<ForumSummary>> GetSummariesAsync(
        ActivityWindow window,
        Viewer? viewer = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads a forum and, after it, its direct subforums, for everybody to see; empty without such a forum. One statement.</summary>
    Task<IReadOnlyList<ForumSummary>> GetWithChildrenAsync(
        long id,
        ActivityWindow window,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads how many topics of a forum everybody sees; null without a forum that the viewer may see. One statement.</summary>
    Task<int?> CountTopicsAsync(long id, Viewer? viewer = null, CancellationToken cancellationToken = default);

    /// <summary>Finds forums whose name or description holds a text, whatever the case of its ASCII letters, by name. One statement.</summary>
    /// <param name="text">What to look for, taken literally; 1 to 200 characters.</param>
    /// <param name="limit">How many at the most; from 1 to 1,000.</param>
    /// <param name="viewer">Who reads; null for an anonymous reader.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentException">The text or the limit is out of its bounds.</exception>
    Task<IReadOnlyList<ForumView>> SearchAsync(
        string text,
        int limit = 20,
        Viewer? viewer = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads the totals of the site, forums that only some see included. One statement, whatever the number of posts.</summary>
    Task<SiteStats> GetSiteStatsAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads what was new on each UTC day on which something was, from the first day to the last, both included. One statement.</summary>
    Task<IReadOnlyList<DailyActivity>> GetDailyActivityAsync(
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken = default
    );
}
