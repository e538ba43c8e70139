using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;
using LearningStudio.Repositories.Queries;
using LinqToDB.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace LearningStudio.Repositories;

/// <summary>Creates the forum's tables and brings them up to date.</summary>
/// <remarks>Thread-safe. Each migration runs once, in a transaction of its own, and is never changed afterwards.</remarks>
public sealed class ForumSchema(IOptions<ForumRepositoriesOptions> options, Func<ForumDb> connect)
{
    /// <summary>Runs the migrations that the database has not had yet; the database file is made if it is missing.</summary>
    /// <returns>The names of the migrations that ran.</returns>
    /// <exception cref="InvalidOperationException">A migration failed; it is named, and nothing of it remains.</exception>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken = default)
    {
        string connectionString = options.Value.Sqlite!;
        CreateFolder(connectionString);
        // Readers go on while a unit of work writes; the setting stays with the file.
        await connect
            .RunAsync(db => db.ExecuteAsync("PRAGMA journal_mode = WAL", cancellationToken))
            .ConfigureAwait(false);
        UpgradeEngine upgrade = DeployChanges
            .To.SqliteDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(
                typeof(ForumSchema).Assembly,
                name => name.Contains(".Schema.Sqlite.", StringComparison.Ordinal)
            )
            .WithTransactionPerScript()
            .LogTo(new NoOpUpgradeLog())
            .Build();
        DatabaseUpgradeResult result = await Task.Run(upgrade.PerformUpgrade, cancellationToken).ConfigureAwait(false);
        return result.Successful
            ? [.. result.Scripts.Select(script => script.Name)]
            : throw new InvalidOperationException(
                $"The migration {result.ErrorScript?.Name} failed. Restore the schema it expects, then run it again.",
                result.Error
            );
    }

    private static void CreateFolder(string connectionString)
    {
        var parsed = new SqliteConnectionStringBuilder(connectionString);
        if (parsed.Mode != SqliteOpenMode.Memory && Path.GetDirectoryName(parsed.DataSource) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }
    }
}
