using LearningStudio.Moderation.Duplicates;
using LearningStudio.Tests.Contracts;

namespace LearningStudio.Moderation.Sql.Tests.Fingerprints;

public sealed class FingerprintStoreTestsOnSqlite : FingerprintStoreTests<Sqlite>;

public sealed class FingerprintStoreTestsOnPostgreSql : FingerprintStoreTests<PostgreSql>;

/// <summary>The contract over a database of its own.</summary>
public abstract class FingerprintStoreTests<TEngine> : FingerprintStoreContract, IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private readonly TestDatabase<TEngine> _database = new();

    protected override IFingerprintStore Store => _database.Get<IFingerprintStore>();

    public Task InitializeAsync() => _database.InitializeAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();
}
