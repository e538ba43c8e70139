using LearningStudio.Repositories.BulkLoad;

namespace LearningStudio.Repositories.Tests;

/// <summary>A database under test, whichever engine it is.</summary>
public interface ITestForum : IAsyncLifetime
{
    bool IsPostgreSql { get; }

    /// <summary>A day, to add to a column of moments in SQL.</summary>
    string Day { get; }

    IForumBulkLoader Loader { get; }

    T Get<T>()
        where T : notnull;

    Task<T> ScalarAsync<T>(string sql);

    Task ExecuteAsync(string sql);
}
