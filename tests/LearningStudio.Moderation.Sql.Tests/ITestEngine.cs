using System.Data.Common;

namespace LearningStudio.Moderation.Sql.Tests;

/// <summary>One of the databases that every test runs on.</summary>
public interface ITestEngine : IAsyncDisposable
{
    bool IsPostgreSql { get; }

    string ConnectionString { get; }

    /// <summary>Makes an empty database.</summary>
    Task CreateAsync();

    void Use(ModerationSqlOptions options);

    DbConnection Connect();
}
