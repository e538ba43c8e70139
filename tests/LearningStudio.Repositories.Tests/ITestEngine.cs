namespace LearningStudio.Repositories.Tests;

/// <summary>One of the databases that every test runs on.</summary>
public interface ITestEngine : IAsyncDisposable
{
    bool IsPostgreSql { get; }

    /// <summary>Makes an empty database, or one with the native tables.</summary>
    Task CreateAsync(bool isMigrated);

    void Use(ForumRepositoriesOptions options);
}
