using System.Data.Common;
using LearningStudio.Repositories.Queries;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using LinqToDB.Mapping;

namespace LearningStudio.Repositories.Schema;

/// <summary>Looks for every table and column that rows are mapped to. Reads no row.</summary>
internal sealed class TableCheck(ForumStore store)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        string[] missing = await store
            .RunAsync(async db =>
            {
                var found = new List<string>();
                found.AddRange(await MissingAsync<UserRow>(db, cancellationToken).ConfigureAwait(false));
                found.AddRange(await MissingAsync<ForumRow>(db, cancellationToken).ConfigureAwait(false));
                found.AddRange(await MissingAsync<ForumStatsRow>(db, cancellationToken).ConfigureAwait(false));
                found.AddRange(await MissingAsync<TopicRow>(db, cancellationToken).ConfigureAwait(false));
                found.AddRange(await MissingAsync<PostRow>(db, cancellationToken).ConfigureAwait(false));
                if (store.IsNative)
                {
                    found.AddRange(await MissingAsync<ForumDailyRow>(db, cancellationToken).ConfigureAwait(false));
                    found.AddRange(await MissingAsync<QueueEntry>(db, cancellationToken).ConfigureAwait(false));
                }

                return found.Distinct(StringComparer.Ordinal).ToArray();
            })
            .ConfigureAwait(false);
        if (missing.Length > 0)
        {
            throw new InvalidOperationException(
                $"The database does not have what the tables of {store.Tables.Name} need: {string.Join("; ", missing)}. "
                    + (
                        store.IsNative
                            ? "Run ForumSchema.MigrateAsync before the host starts."
                            : "Correct the mapping, or the connection string."
                    )
            );
        }
    }

    private static async Task<IEnumerable<string>> MissingAsync<TRow>(ForumDb db, CancellationToken cancellationToken)
        where TRow : class
    {
        EntityDescriptor entity = db.MappingSchema.GetEntityDescriptor(typeof(TRow));
        string table = entity.Name.Name;
        if (await ColumnsAsync<TRow>(db, cancellationToken).ConfigureAwait(false) is not { } there)
        {
            return [$"table {table}"];
        }

        List<string> missing =
        [
            .. entity
                .Columns.Select(column => column.ColumnName)
                .Where(column => !there.Contains(column))
                .Select(column => $"column {table}.{column}"),
        ];
        if (missing.Count == 0 && await FailsAsync<TRow>(db, cancellationToken).ConfigureAwait(false) is { } reason)
        {
            missing.Add($"an expression over {table} ({reason})");
        }

        return missing;
    }

    private static async Task<HashSet<string>?> ColumnsAsync<TRow>(ForumDb db, CancellationToken cancellationToken)
        where TRow : class
    {
        try
        {
            string name = db.GetTable<TRow>().TableName;
            DataReaderAsync reader = await db.ExecuteReaderAsync($"SELECT * FROM {name} WHERE 1 = 0", cancellationToken)
                .ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                IEnumerable<string> columns = Enumerable
                    .Range(0, reader.Reader!.FieldCount)
                    .Select(reader.Reader.GetName);
                return columns.ToHashSet(StringComparer.OrdinalIgnoreCase);
            }
        }
        catch (DbException failure) when (!failure.IsTransient)
        {
            return null;
        }
    }

    private static async Task<string?> FailsAsync<TRow>(ForumDb db, CancellationToken cancellationToken)
        where TRow : class
    {
        try
        {
            await foreach (
                TRow _ in db.GetTable<TRow>()
                    .Take(0)
                    .AsAsyncEnumerable()
                    .WithCancellation(cancellationToken)
                    .ConfigureAwait(false)
            ) { }

            return null;
        }
        catch (DbException failure) when (!failure.IsTransient)
        {
            return failure.Message;
        }
    }
}
