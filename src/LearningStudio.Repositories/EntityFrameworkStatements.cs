using LearningStudio.Repositories.Diagnostics;

namespace LearningStudio.Repositories;

/// <summary>Counts the statements of Entity Framework Core, which this package does not reference.</summary>
public static class EntityFrameworkStatements
{
    /// <summary>Has every <see cref="QueryScope"/> see the statements of all of the process's contexts.</summary>
    /// <remarks>
    /// Call it once when the process, or the tests, begin. Several subscriptions count once, until the last is disposed.
    /// Statements over a <see cref="CountedConnection"/> are counted there. Of a listener that is not EF Core's, or tells
    /// other things than it, nothing is counted and nothing thrown. Thread-safe.
    /// </remarks>
    /// <returns>Ends the subscription.</returns>
    public static IDisposable Subscribe() => new EntityFrameworkSubscription();
}
