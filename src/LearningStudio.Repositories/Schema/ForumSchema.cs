using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Output;
using LearningStudio.Repositories.Reading.Paging;
using LearningStudio.Repositories.Sql;
using Microsoft.Extensions.Options;

namespace LearningStudio.Repositories.Schema;

/// <summary>Creates the forum's tables, brings them up to date, and checks that a mapping fits them.</summary>
/// <remarks>Thread-safe. Each migration runs once, in a transaction of its own, also where several processes start at once; it
/// locks the tables it changes, and may take minutes where there are millions of posts.</remarks>
public sealed class ForumSchema
{
    private readonly ForumTables _tables;
    private readonly ISqlDialect _dialect;
    private readonly TableCheck _check;
    private readonly Cursors _cursors;

    internal ForumSchema(
        IOptions<ForumRepositoriesOptions> options,
        ISqlDialect dialect,
        TableCheck check,
        Cursors cursors
    ) => (_tables, _dialect, _check, _cursors) = (options.Value.Tables, dialect, check, cursors);

    /// <summary>Runs the migrations that the database has not had yet; a SQLite file is made if it is missing.</summary>
    /// <returns>The names of the migrations that ran.</returns>
    /// <exception cref="InvalidOperationException">
    /// A migration failed: it is named, and nothing of it remains. Or the tables are another forum's, which migrates them.
    /// </exception>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken = default)
    {
        if (_tables.Kind != SchemaKind.Native)
        {
            throw new InvalidOperationException(
                $"The tables of {_tables.Name} are migrated by the forum that owns them. Do not migrate them here."
            );
        }

        DatabaseUpgradeResult result = await Task.Run(Upgrade, cancellationToken).ConfigureAwait(false);
        if (!result.Successful)
        {
            throw new InvalidOperationException(
                $"The migration {result.ErrorScript?.Name} failed. Restore the schema it expects, then run it again.",
                result.Error
            );
        }

        await _cursors.GetAsync(cancellationToken).ConfigureAwait(false);
        return [.. result.Scripts.Select(script => script.Name)];
    }

    /// <summary>Checks that every mapped table and column is there; the host does it at its start.</summary>
    /// <exception cref="InvalidOperationException">Some are missing: each is named.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken = default)
    {
        await _check.RunAsync(cancellationToken).ConfigureAwait(false);
        await _cursors.GetAsync(cancellationToken).ConfigureAwait(false);
    }

    private DatabaseUpgradeResult Upgrade()
    {
        using IDisposable _ = _dialect.OneMigrationAtATime();
        string folder = $".Schema.{_dialect.Name}.";
        UpgradeEngineBuilder builder = _dialect
            .Migrate()
            .WithScriptsEmbeddedInAssembly(
                typeof(ForumSchema).Assembly,
                name => name.Contains(folder, StringComparison.Ordinal)
            )
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .WithPreprocessor(new PartForReviews(_check.HasReviews()))
            // An index over millions of posts takes its time.
            .WithExecutionTimeout(TimeSpan.Zero)
            .LogTo(new NoOpUpgradeLog());
        return builder.Build().PerformUpgrade();
    }
}
