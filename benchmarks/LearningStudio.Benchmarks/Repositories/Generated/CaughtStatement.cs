using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;

namespace LearningStudio.Benchmarks.Repositories.Generated;

/// <summary>A statement as it was sent.</summary>
internal sealed record CaughtStatement(string Text, IReadOnlyList<NpgsqlParameter> Parameters)
{
    private const string Explain = "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON)";

    /// <summary>How many shared buffers it touches, planned for its values.</summary>
    public async Task<long> CountBuffersAsync(NpgsqlDataSource source)
    {
        await using NpgsqlConnection connection = await source.OpenConnectionAsync();
        return await SecondAsync(connection, $"{Explain} {Text}", Parameters);
    }

    /// <summary>How many it touches with the plan for any values, which the server may take once it is prepared.</summary>
    public async Task<long> CountGenericBuffersAsync(NpgsqlDataSource source)
    {
        await using NpgsqlConnection connection = await source.OpenConnectionAsync();
        string text = Text;
        for (int i = 0; i < Parameters.Count; i++)
        {
            string name = Regex.Escape(Parameters[i].ParameterName.TrimStart(':', '@'));
            text = Regex.Replace(text, $@"(?<!:)[:@]{name}\b", $"${i + 1}", RegexOptions.None, TimeSpan.FromSeconds(1));
        }

        await RunAsync(connection, "SET plan_cache_mode = force_generic_plan");
        await RunAsync(connection, $"PREPARE caught AS {text}");
        string values = string.Join(", ", Parameters.Select(parameter => Literal(parameter.Value)));
        try
        {
            return await SecondAsync(connection, $"{Explain} EXECUTE caught ({values})", []);
        }
        finally
        {
            await RunAsync(connection, "DEALLOCATE caught; RESET plan_cache_mode");
        }
    }

    // The first run may still set hint bits and read catalogs.
    private static async Task<long> SecondAsync(
        NpgsqlConnection connection,
        string sql,
        IReadOnlyList<NpgsqlParameter> parameters
    )
    {
        long buffers = 0;
        for (int run = 0; run < 2; run++)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (NpgsqlParameter parameter in parameters)
            {
                command.Parameters.Add(parameter.Clone());
            }

            using var plan = JsonDocument.Parse((string)(await command.ExecuteScalarAsync())!);
            JsonElement root = plan.RootElement[0].GetProperty("Plan");
            buffers =
                root.GetProperty("Shared Hit Blocks").GetInt64() + root.GetProperty("Shared Read Blocks").GetInt64();
        }

        return buffers;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string Literal(object? value) =>
        value switch
        {
            DateTimeOffset time => $"timestamptz '{time.ToString("O", CultureInfo.InvariantCulture)}'",
            DateTime time => $"timestamptz '{time.ToString("O", CultureInfo.InvariantCulture)}'",
            DateOnly day => $"date '{day.ToString("O", CultureInfo.InvariantCulture)}'",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new NotSupportedException($"A {value?.GetType()} is not written as a literal."),
        };
}
