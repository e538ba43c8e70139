using LinqToDB;
using LinqToDB.Data;

namespace LearningStudio.Repositories;

/// <summary>A connection to the forum's database, for queries that the repositories do not offer.</summary>
/// <remarks>
/// Its statements are counted like all others. Resolve <c>Func&lt;ForumDb&gt;</c> to open one, and dispose it. Not
/// thread-safe: one statement at a time.
/// </remarks>
public sealed class ForumDb : DataConnection
{
    /// <summary>Opens no connection yet: the first statement does.</summary>
    public ForumDb(DataOptions<ForumDb> options)
        : base((options ?? throw new ArgumentNullException(nameof(options))).Options) { }
}
