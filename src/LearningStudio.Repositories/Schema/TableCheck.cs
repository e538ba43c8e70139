using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using LearningStudio.Repositories.Auditing;
using LearningStudio.Repositories.Outbox;
using LearningStudio.Repositories.Sql;
using LinqToDB;
using LinqToDB.Data;
using LinqToDB.Mapping;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LearningStudio.Repositories.Schema;

/// <summary>Looks for every table, column and expression that rows are mapped to. Reads no row.</summary>
internal sealed class TableCheck(ForumDatabase database)
{
    // SQLite has one code for "no such table" and "no such column".
    private const int SqliteError = 1;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        string[] missing = await database
            .RunAsync(async db =>
            {
                // What keeps the database from answering at all is no fault of a table.
                await db.ExecuteAsync("SELECT 1", cancellationToken).ConfigureAwait(false);
                var found = new List<string>();
                await AddMissingAsync<UserRow>(db, found, cancellationToken).ConfigureAwait(false);
                await AddMissingAsync<ForumRow>(db, found, cancellationToken).ConfigureAwait(false);
                await AddMissingAsync<ForumStatsRow>(db, found, cancellationToken).ConfigureAwait(false);
                await AddMissingAsync<TopicRow>(db, found, cancellationToken).ConfigureAwait(false);
                await AddMissingAsync<PostRow>(db, found, cancellationToken).ConfigureAwait(false);
                if (database.IsNative)
                {
                    await AddMissingAsync<ForumDailyRow>(db, found, cancellationToken).ConfigureAwait(false);
                    await AddMissingAsync<OutboxRow>(db, found, cancellationToken).ConfigureAwait(false);
                    await AddMissingAsync<AuditEntry>(db, found, cancellationToken).ConfigureAwait(false);
                    await AddMissingAsync<PostRevision>(db, found, cancellationToken).ConfigureAwait(false);
                }

                return found.Distinct(StringComparer.Ordinal).ToArray();
            })
            .ConfigureAwait(false);
        if (missing.Length > 0)
        {
            string advice = database.IsNative
                ? "Run ForumSchema.MigrateAsync before the host starts."
                : "Correct the mapping, or the connection string.";
            throw new InvalidOperationException(
                $"The database does not have what the tables of {database.Tables.Name} need: {string.Join("; ", missing)}. {advice}"
            );
        }
    }

    /// <summary>Whether there is a table of reviews, which another package looks after.</summary>
    public bool HasReviews()
    {
        using ForumDb db = database.Connect();
        try
        {
            db.Execute("SELECT 1 FROM review_items WHERE 1 = 0");
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

    private static async Task AddMissingAsync<TRow>(ForumDb db, List<string> found, CancellationToken cancellationToken)
        where TRow : class
    {
        EntityDescriptor entity = db.MappingSchema.GetEntityDescriptor(typeof(TRow));
        ITable<TRow> table = db.GetTable<TRow>();
        string name = entity.Name.Name;
        Dictionary<string, string> columns = entity.Columns.ToDictionary(
            column => column.MemberName,
            column => column.ColumnName,
            StringComparer.Ordinal
        );
        if (await FailureAsync(db, table.Select(_ => new { }), cancellationToken).ConfigureAwait(false) is { } none)
        {
            found.Add($"table {name} ({none})");
            return;
        }

        bool hasColumns = await FailureAsync(db, table, cancellationToken).ConfigureAwait(false) is null;
        IEnumerable<PropertyInfo> suspects = typeof(TRow)
            .GetProperties()
            .Where(property => RowProperties.IsColumn(property) && !(hasColumns && columns.ContainsKey(property.Name)));
        foreach (PropertyInfo property in suspects)
        {
            IQueryable values = ValuesOf(table, property);
            if (await FailureAsync(db, values, cancellationToken).ConfigureAwait(false) is { } reason)
            {
                found.Add(
                    columns.TryGetValue(property.Name, out string? column)
                        ? $"column {name}.{column}"
                        : $"the expression of {typeof(TRow).Name}.{property.Name} over {name} ({reason})"
                );
            }
        }
    }

    private static IQueryable ValuesOf<TRow>(IQueryable<TRow> table, PropertyInfo property)
    {
        ParameterExpression row = Expression.Parameter(typeof(TRow), "row");
        LambdaExpression value = Expression.Lambda(Expression.Property(row, property), row);
        Type[] types = [typeof(TRow), property.PropertyType];
        return table.Provider.CreateQuery(
            Expression.Call(typeof(Queryable), nameof(Queryable.Select), types, table.Expression, value)
        );
    }

    private static async Task<string?> FailureAsync(ForumDb db, IQueryable query, CancellationToken cancellationToken)
    {
        try
        {
            string sql = RenderedSql.Show(query).Sql;
            await db.ExecuteAsync($"SELECT 1 FROM ({sql}) AS probe WHERE 1 = 0", cancellationToken)
                .ConfigureAwait(false);
            return null;
        }
        catch (Exception failure) when (failure is LinqToDBException or DbException { IsTransient: false })
        {
            return failure.Message;
        }
    }
}
