using System.Data.Common;
using LearningStudio.Moderation.Sql.Databases;
using LearningStudio.Moderation.Sql.Reviews;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LearningStudio.Moderation.Sql.Schema;

/// <summary>Looks for the tables and columns that the statements name. Reads no row.</summary>
internal sealed class TableCheck(ModerationDatabase database)
{
    // SQLite has one code for "no such table" and "no such column".
    private const int SqliteError = 1;

    private static readonly (string Table, string Columns)[] Tables =
    [
        ("review_items", $"{ReviewTable.Columns}, weight, claimed_at"),
        ("review_votes", "item_id, voter_id, weight, voted_at"),
        ("review_signals", "item_id, code"),
        ("review_skips", "item_id, moderator_id"),
        ("review_bulks", "key, fingerprint, results, created_at"),
        ("review_log", "id, item_id, acted_at, actor_id, action, state, fence, note, bulk_key, subject_id, handled"),
        ("dup_sig", "post_id, cluster_id, scheme, bytes, bands, label, is_found, created_at"),
        ("dup_band", "band, post_id"),
        (
            "rule_statistics",
            "rule_id, hits, true_positives, false_positives, unique_catches, last_hit, is_shadow, counted_since"
        ),
    ];

    /// <exception cref="InvalidOperationException">A table or a column is missing.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // What keeps the database from answering at all is no fault of a table.
        await ProbeAsync("SELECT 1", cancellationToken).ConfigureAwait(false);
        var missing = new List<string>();
        foreach ((string table, string columns) in Tables)
        {
            try
            {
                await ProbeAsync($"SELECT {columns} FROM {table} WHERE 1 = 0", cancellationToken).ConfigureAwait(false);
            }
            catch (DbException failure) when (!failure.IsTransient)
            {
                missing.Add($"{table} ({failure.Message})");
            }
        }

        if (missing.Count > 0)
        {
            throw new InvalidOperationException(
                $"The database does not have the tables that moderation needs: {string.Join("; ", missing)}. Run ModerationSchema.MigrateAsync before the host starts."
            );
        }
    }

    /// <summary>Whether a query finds its table and columns; called while nobody migrates.</summary>
    public bool IsThere(string query)
    {
        try
        {
            ProbeAsync($"{query} WHERE 1 = 0", CancellationToken.None).GetAwaiter().GetResult();
            return true;
        }
        catch (DbException failure) when (IsAbsence(failure))
        {
            return false;
        }
    }

    // Anything else, such as a lock that was not granted in time, says nothing about what is there.
    private static bool IsAbsence(DbException failure) =>
        failure is SqliteException sqlite
            ? sqlite.SqliteErrorCode == SqliteError
            : failure.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn;

    private Task<List<int>> ProbeAsync(string query, CancellationToken cancellationToken) =>
        database.RunAsync(session => session.ListAsync(query, static _ => 0, cancellationToken), cancellationToken);
}
