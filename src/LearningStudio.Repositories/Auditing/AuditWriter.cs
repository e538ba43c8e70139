using System.Runtime.CompilerServices;
using System.Text.Json;
using LearningStudio.Repositories.Sql;
using LinqToDB;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Auditing;

internal sealed class AuditWriter(ForumDb db, ForumDatabase database) : IAuditWriter
{
    private static readonly Func<ISqlDialect, string> Append = sql =>
        $"""
            INSERT INTO audit_log (at, actor_id, actor_role, action, target_kind, target, outcome, request_id, details)
            SELECT @at, @actor, @role, @action, @kind, value, @outcome, @request, @details
            FROM {sql.EachText("@targets")}
            """;

    public Task AppendAsync(AuditRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        Guard.Limit(record.Targets.Count);
        foreach (string target in record.Targets)
        {
            Check(target, 512);
        }

        string targets = JsonSerializer.Serialize(record.Targets.Select(database.Dialect.Text));
        return db.ExecuteAsync(
            database.Sql(Append),
            cancellationToken,
            database.Times.Parameter("at", record.At),
            new DataParameter("actor", record.ActorId, DataType.Int64),
            Text("role", Check(record.ActorRole, 50)),
            Text("action", Check(record.Action, 100)),
            Text("kind", Check(record.TargetKind, 50)),
            Text("outcome", Check(record.Outcome, 50)),
            Text("request", record.RequestId is { } request ? Check(request, 200) : null),
            Text("details", record.Details is { } details ? Check(details, 1000) : null),
            DataParameter.NVarChar("targets", targets)
        );
    }

    private DataParameter Text(string name, string? text) =>
        new(name, text is null ? null : database.Dialect.Text(text), DataType.NVarChar);

    private static string Check(string text, int longest, [CallerArgumentExpression(nameof(text))] string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(text, name);
        return text.Length <= longest
            ? text
            : throw new ArgumentException(
                $"The text has {text.Length} characters; at most {longest} are stored.",
                name
            );
    }
}
