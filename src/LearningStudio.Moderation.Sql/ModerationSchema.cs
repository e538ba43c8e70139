using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Output;
using LearningStudio.Moderation.Sql.Databases;
using LearningStudio.Moderation.Sql.Schema;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Sql;

/// <summary>Creates moderation's tables, brings them up to date, and checks that they are there.</summary>
/// <remarks>
/// Thread-safe. Each migration runs once, in a transaction of its own, also where several processes start at once. Tables
/// that an earlier version of LearningStudio.Repositories made are taken over as they are.
/// </remarks>
public sealed class ModerationSchema
{
    private const string Journal = "moderation_schemaversions";

    private readonly ISqlDialect _dialect;
    private readonly TableCheck _check;
    private readonly SameContentPreprocessor _content;

    internal ModerationSchema(IOptions<ModerationSqlOptions> options, ISqlDialect dialect, ModerationDatabase database)
    {
        (_dialect, _check) = (dialect, new TableCheck(database));
        _content = new SameContentPreprocessor(options.Value.OpeningPosts, _check);
    }

    /// <summary>The tables that hold what is reviewed and compared, in an order in which they can be emptied; not the log, which outlives it.</summary>
    public static IReadOnlyList<string> ContentTables { get; } =
    ["dup_band", "dup_sig", "review_votes", "review_signals", "review_skips", "review_items"];

    /// <summary>Runs the migrations that the database has not had yet; a SQLite file is made if it is missing.</summary>
    /// <returns>The names of the migrations that ran.</returns>
    /// <exception cref="InvalidOperationException">A migration failed: it is named, and nothing of it remains.</exception>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken = default)
    {
        DatabaseUpgradeResult result = await Task.Run(Upgrade, cancellationToken).ConfigureAwait(false);
        return result.Successful
            ? [.. result.Scripts.Select(script => script.Name)]
            : throw new InvalidOperationException(
                result.ErrorScript is { } script
                    ? $"The migration {script.Name} failed. Restore the schema it expects, then run it again."
                    : "The migrations could not be begun. Migrate under a role that may create tables, then run it again.",
                result.Error
            );
    }

    /// <summary>Checks that every table and column is there; a host that does not migrate does it at its start.</summary>
    /// <exception cref="InvalidOperationException">Some are missing: each table is named.</exception>
    public Task CheckAsync(CancellationToken cancellationToken = default) => _check.RunAsync(cancellationToken);

    private DatabaseUpgradeResult Upgrade()
    {
        using IDisposable _ = _dialect.OneMigrationAtATime();
        string folder = $".Schema.{_dialect.Name}.";
        UpgradeEngineBuilder builder = _dialect
            .JournalTo(_dialect.Migrate(), Journal)
            .WithScriptsEmbeddedInAssembly(
                typeof(ModerationSchema).Assembly,
                name => name.Contains(folder, StringComparison.Ordinal)
            )
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .WithPreprocessor(_content)
            // An index over millions of rows takes its time.
            .WithExecutionTimeout(TimeSpan.Zero)
            .LogTo(new NoOpUpgradeLog());
        UpgradeEngine engine = builder.Build();
        Takeover.MarkWhatIsThere(engine, _check);
        return engine.PerformUpgrade();
    }
}
