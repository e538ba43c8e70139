using System.Data.Common;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LearningStudio.Repositories.Tests.Plans;

/// <summary>How a database runs a statement.</summary>
/// <param name="Indexes">The indexes it uses.</param>
/// <param name="Scanned">The tables it reads as a whole, without an index.</param>
/// <param name="Buffers">The pages it touched; 0 on SQLite, which does not tell.</param>
/// <param name="Text">The plan, to show.</param>
internal sealed partial record QueryPlan(
    IReadOnlySet<string> Indexes,
    IReadOnlySet<string> Scanned,
    long Buffers,
    string Text
)
{
    /// <summary>Runs a read, and asks for the plan of its statement.</summary>
    public static async Task<QueryPlan> OfAsync(ITestForum database, CapturedCommands commands, Func<Task> read)
    {
        await read();
        (string sql, IReadOnlyList<DbParameter> parameters) = (commands.Sql, commands.Parameters);
        await using ForumDb db = database.Get<Func<ForumDb>>()();
        await using DbCommand command = (await db.OpenDbConnectionAsync(CancellationToken.None)).CreateCommand();
        if (database.IsPostgreSql)
        {
            // As on a disk without a head; so that a table of few pages is not read as a whole for its size alone.
            command.CommandText = "SET random_page_cost = 1.1";
            await command.ExecuteNonQueryAsync();
        }

        command.CommandText =
            (database.IsPostgreSql ? "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " : "EXPLAIN QUERY PLAN ") + sql;
        foreach (DbParameter parameter in parameters)
        {
            command.Parameters.Add(Copy(parameter, command));
        }

        await using DbDataReader reader = await command.ExecuteReaderAsync();
        return database.IsPostgreSql ? await OfJsonAsync(reader) : await OfLinesAsync(reader, sql);
    }

    private static DbParameter Copy(DbParameter parameter, DbCommand command)
    {
        if (parameter is ICloneable cloneable)
        {
            return (DbParameter)cloneable.Clone();
        }

        DbParameter copy = command.CreateParameter();
        (copy.ParameterName, copy.Value) = (parameter.ParameterName, parameter.Value);
        return copy;
    }

    private static async Task<QueryPlan> OfJsonAsync(DbDataReader reader)
    {
        await reader.ReadAsync();
        string json = reader.GetString(0);
        using JsonDocument plan = JsonDocument.Parse(json);
        JsonElement root = plan.RootElement[0].GetProperty("Plan");
        JsonElement[] nodes = [.. Nodes(root)];
        return new QueryPlan(
            nodes.Select(node => Value(node, "Index Name")).OfType<string>().ToHashSet(),
            nodes
                .Where(node => Value(node, "Node Type") is "Seq Scan")
                .Select(node => Value(node, "Relation Name"))
                .OfType<string>()
                .ToHashSet(),
            root.GetProperty("Shared Hit Blocks").GetInt64() + root.GetProperty("Shared Read Blocks").GetInt64(),
            json
        );
    }

    private static IEnumerable<JsonElement> Nodes(JsonElement node) =>
        node.TryGetProperty("Plans", out JsonElement inner)
            ? inner.EnumerateArray().SelectMany(Nodes).Prepend(node)
            : [node];

    private static string? Value(JsonElement node, string name) =>
        node.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static async Task<QueryPlan> OfLinesAsync(DbDataReader reader, string sql)
    {
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(3));
        }

        ILookup<string, string> tables = Alias()
            .Matches(sql)
            .ToLookup(match => match.Groups["alias"].Value, match => match.Groups["table"].Value);
        return new QueryPlan(
            lines.SelectMany(line => IndexesOf(line, tables)).ToHashSet(),
            lines.Select(line => Scan().Match(line).Groups[1].Value).SelectMany(alias => tables[alias]).ToHashSet(),
            0,
            string.Join('\n', lines)
        );
    }

    // SQLite's own names are put as PostgreSQL's.
    private static IEnumerable<string> IndexesOf(string line, ILookup<string, string> tables)
    {
        if (Key().Match(line) is { Success: true } key)
        {
            return tables[key.Groups[1].Value].Select(table => $"{table}_pkey");
        }

        string name = Index().Match(line).Groups[1].Value + Words().Match(line).Groups[1].Value;
        return name.Length == 0 ? [] : [name.Replace("sqlite_autoindex_users_1", "users_username")];
    }

    [GeneratedRegex(@"\[(?<table>\w+)\] \[(?<alias>\w+)\]", RegexOptions.None, 1000)]
    private static partial Regex Alias();

    [GeneratedRegex(@"USING (?:COVERING )?INDEX (\w+)", RegexOptions.None, 1000)]
    private static partial Regex Index();

    [GeneratedRegex(@"^SCAN (\w+)(?: LEFT-JOIN)?$", RegexOptions.None, 1000)]
    private static partial Regex Scan();

    [GeneratedRegex(@"^(?:SCAN|SEARCH) (\w+) USING (?:INTEGER )?PRIMARY KEY", RegexOptions.None, 1000)]
    private static partial Regex Key();

    [GeneratedRegex(@"^SCAN (\w+) VIRTUAL TABLE INDEX \d+:M", RegexOptions.None, 1000)]
    private static partial Regex Words();
}
