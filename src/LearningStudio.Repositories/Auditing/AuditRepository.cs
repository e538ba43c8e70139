using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LearningStudio.Repositories.Reading.Paging;
using LearningStudio.Repositories.Sql;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Auditing;

// Threads: one connection a call.
internal sealed class AuditRepository(ForumDatabase database, Cursors cursors) : IAuditRepository
{
    private const string Columns =
        "id, at, actor_id, actor_role, action, target_kind, target, outcome, request_id, details";

    public async Task<Page<AuditEntry>> ListAsync(
        AuditFilter filter,
        PageRequest page,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(page);
        database.RequireNative("have no audit log");
        CursorProtector protector = await cursors.GetAsync(cancellationToken).ConfigureAwait(false);
        string list = NameOf(filter);
        AuditConditions conditions = AuditConditions.From(filter, database);
        if (page.Cursor is { } cursor)
        {
            Position last = protector.Unprotect(list, cursor);
            conditions.After(last.At, last.Id);
        }

        // One row more tells whether there is another page.
        string sql =
            $"SELECT {Columns} FROM audit_log {conditions.Sql} ORDER BY at DESC, id DESC LIMIT @take OFFSET @skip";
        List<AuditEntry> rows = await database
            .RunAsync(db =>
                db.QueryToListAsync(
                    row => Read(row, database.Times),
                    sql,
                    cancellationToken,
                    [
                        .. conditions.Parameters,
                        DataParameter.Int32("take", page.Size + 1),
                        DataParameter.Int32("skip", page.Skip),
                    ]
                )
            )
            .ConfigureAwait(false);
        return rows.Count <= page.Size
            ? new Page<AuditEntry>(rows, null)
            : new Page<AuditEntry>(
                rows[..page.Size],
                protector.Protect(list, new Position(rows[page.Size - 1].At, rows[page.Size - 1].Id))
            );
    }

    // Cursors fit the filter that they were made for.
    private static string NameOf(AuditFilter filter) =>
        $"audit {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(filter))))}";

    private static AuditEntry Read(DbDataReader row, TimestampCodec times) =>
        new(
            row.GetInt64(0),
            times.Read(row, 1),
            row.IsDBNull(2) ? null : row.GetInt64(2),
            row.GetString(3),
            row.GetString(4),
            row.GetString(5),
            row.GetString(6),
            row.GetString(7),
            row.IsDBNull(8) ? null : row.GetString(8),
            row.IsDBNull(9) ? null : row.GetString(9)
        );
}
