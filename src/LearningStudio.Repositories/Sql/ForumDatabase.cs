using System.Data.Common;
using LearningStudio.DatabaseLocks;
using LearningStudio.Repositories.Auditing;
using LearningStudio.Repositories.Diagnostics;
using LearningStudio.Repositories.Schema;
using LinqToDB.Data;
using Microsoft.Extensions.Options;

namespace LearningStudio.Repositories.Sql;

/// <summary>One forum's database: its dialect, its tables, and the SQL of both. Thread-safe.</summary>
internal sealed class ForumDatabase(
    ISqlDialect dialect,
    IOptions<ForumRepositoriesOptions> options,
    Func<ForumDb> connect,
    WriterLine line
)
{
    private readonly DialectSql _sql = DialectSql.For(options.Value.Tables, dialect);

    public ISqlDialect Dialect => dialect;

    public ForumRepositoriesOptions Options => options.Value;

    public ForumTables Tables => options.Value.Tables;

    public bool IsNative => Tables.Kind == SchemaKind.Native;

    /// <exception cref="NotSupportedException">The tables are another forum's, which lack something.</exception>
    public void RequireNative(string lack)
    {
        if (!IsNative)
        {
            throw new NotSupportedException(
                $"The tables of {Tables.Name} {lack}: only ForumTables.Native has what that takes."
            );
        }
    }

    public RevisionSql Revisions { get; } = new(options.Value.RevisionsNeeded);

    public TimestampCodec Times { get; } = TimestampCodec.Create(dialect, options.Value.Tables);

    /// <summary>A connection of the caller's own.</summary>
    public ForumDb Connect() => connect();

    /// <summary>A statement in this database's dialect. Give it from a field: it is kept for good.</summary>
    public string Sql(Func<ISqlDialect, string> statement) => _sql.Statement(statement, dialect);

    /// <summary>Ids as a template's text.</summary>
    /// <exception cref="ArgumentException">There are more than a list may hold.</exception>
    public string Set(IReadOnlyCollection<long> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return ids.Count <= Guard.MaxListSize
            ? dialect.Set(ids)
            : throw new ArgumentException(
                $"There are {ids.Count} ids; at most {Guard.MaxListSize} are read at once.",
                nameof(ids)
            );
    }

    /// <summary>Runs work on a connection of its own, which goes back to the pool afterwards.</summary>
    public async Task<T> RunAsync<T>(Func<ForumDb, Task<T>> work)
    {
        ForumDb db = connect();
        await using (db.ConfigureAwait(false))
        {
            return await work(db).ConfigureAwait(false);
        }
    }

    /// <summary>As above, for work that writes. Units of work do not wait in that line: what they run is not ours, and may come here.</summary>
    public Task<T> WriteAsync<T>(Func<ForumDb, Task<T>> work, CancellationToken cancellationToken) =>
        line.RunAsync(() => RunAsync(work), cancellationToken);

    public Task<T> RunTogetherAsync<T>(Func<ForumDb, Task<T>> work, CancellationToken cancellationToken) =>
        WriteAsync(
            async db =>
            {
                DataConnectionTransaction transaction = await db.BeginTransactionAsync(cancellationToken)
                    .ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    T result = await work(db).ConfigureAwait(false);
                    await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                    return result;
                }
            },
            cancellationToken
        );

    public async Task<IReadOnlyList<T>> ListAsync<T>(
        SqlTemplate<T> template,
        object[] arguments,
        CancellationToken cancellationToken
    )
    {
        ForumDb db = connect();
        await using (db.ConfigureAwait(false))
        {
            return await ListAsync(db, template, arguments, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<T?> FirstAsync<T>(
        SqlTemplate<T> template,
        object[] arguments,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<T> rows = await ListAsync(template, arguments, cancellationToken).ConfigureAwait(false);
        return rows.Count > 0 ? rows[0] : default;
    }

    public async Task<T?> FirstAsync<T>(
        ForumDb db,
        SqlTemplate<T> template,
        object[] arguments,
        CancellationToken cancellationToken
    )
    {
        List<T> rows = await ListAsync(db, template, arguments, cancellationToken).ConfigureAwait(false);
        return rows.Count > 0 ? rows[0] : default;
    }

    private async Task<List<T>> ListAsync<T>(
        ForumDb db,
        SqlTemplate<T> template,
        object[] arguments,
        CancellationToken cancellationToken
    )
    {
        RenderedSql rendered = _sql.Template(template, db, this);

        var row = new RowCursor(Times);
        T Read(DbDataReader reader) => row.Read(reader, template);
        // An application's own interceptors see each command; ours alone needs no help to count.
        return db.Options.DataContextOptions.Interceptors is [StatementInterceptor ours]
            ? await TemplateRunner
                .RunAsync(db, ours.Reporter, this, rendered, arguments, Read, cancellationToken)
                .ConfigureAwait(false)
            : await db.QueryToListAsync(Read, rendered.Sql, cancellationToken, rendered.Parameters(arguments, this))
                .ConfigureAwait(false);
    }
}
