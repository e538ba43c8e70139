namespace LearningStudio.Repositories;

/// <summary>Reads forums and figures of the whole site. Thread-safe.</summary>
public interface IForumRepository
{
    /// <summary>Lists every forum with its figures, parents before children, in their order. One statement.</summary>
    Task<IReadOnlyList<ForumSummary>> ListAsync(ActivityWindow window, CancellationToken cancellationToken = default);

    /// <summary>Reads a forum and, after it, its direct subforums; empty without such a forum. One statement.</summary>
    Task<IReadOnlyList<ForumSummary>> FindWithChildrenAsync(
        long id,
        ActivityWindow window,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads the totals of the site. One statement, whatever the number of posts.</summary>
    Task<SiteTotals> GetTotalsAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads what was new on each UTC day on which something was, from the first day to the last, both included. One statement.</summary>
    Task<IReadOnlyList<DailyActivity>> GetDailyActivityAsync(
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken = default
    );
}
