using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using LearningStudio.QueryBudgets.Findings;

namespace LearningStudio.QueryBudgets;

/// <summary>Holds reports against a committed file of the statements each scope may send.</summary>
/// <remarks>
/// The file is JSON: the scope's name, then each statement's fingerprint and count. Order, whitespace, values and fewer
/// statements never fail; a statement that is new, or sent more often, does, and so does a scope that counted nothing where
/// the file has statements. Thread-safe within the process.
/// </remarks>
public static class QueryBaseline
{
    /// <summary>The environment variable that, set to 1, has the file written instead of compared.</summary>
    public const string UpdateVariable = "LEARNINGSTUDIO_UPDATE_BASELINE";

    private static readonly Lock Access = new();
    private static readonly BaselineJson Json = new(
        new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );

    /// <summary>Compares a report with the file's entry of its name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="report">A report whose scope had a name.</param>
    /// <param name="update">Whether to write the report's entry instead; so does <see cref="UpdateVariable"/>.</param>
    /// <exception cref="ArgumentException">The path is blank, or the report has no name.</exception>
    /// <exception cref="QueryBudgetException">The entry is missing, or the scope sent other statements or more.</exception>
    /// <exception cref="JsonException">The file is no baseline.</exception>
    public static void Verify(string path, QueryReport report, bool update = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(report);
        string name = report.Name ?? throw new ArgumentException("Begin the scope with a name.", nameof(report));
        bool writes = update || Environment.GetEnvironmentVariable(UpdateVariable) is "1";
        SortedDictionary<string, int> actual = new(StringComparer.Ordinal);
        foreach (QueryStats query in report.Queries)
        {
            actual[query.Fingerprint] = query.Count;
        }

        lock (Access)
        {
            SortedDictionary<string, SortedDictionary<string, int>> scopes = Read(path);
            if (writes)
            {
                scopes[name] = actual;
                Write(path, scopes);
            }
            else
            {
                Compare(name, scopes.GetValueOrDefault(name), actual, report);
            }
        }
    }

    private static void Compare(
        string name,
        SortedDictionary<string, int>? baseline,
        SortedDictionary<string, int> actual,
        QueryReport report
    )
    {
        string remedy = $"If that is right, run with {UpdateVariable}=1 and commit the file.";
        if (baseline is null)
        {
            throw Broken($"The baseline has no entry for {name}. {remedy}", 0, report);
        }

        if (report.StatementCount == 0 && baseline.Count > 0)
        {
            throw Broken(
                $"Nothing was counted of {name}: is the connection wrapped? {remedy}",
                baseline.Values.Sum(),
                report
            );
        }

        IEnumerable<string> worse = actual
            .Where(query => query.Value > baseline.GetValueOrDefault(query.Key))
            .Select(query =>
                baseline.TryGetValue(query.Key, out int before)
                    ? Invariant($"  changed, from {before} to {query.Value}: {query.Key}")
                    : Invariant($"  new, {query.Value} x: {query.Key}")
            );
        IEnumerable<string> better = baseline
            .Where(query => query.Value > actual.GetValueOrDefault(query.Key))
            .Select(query =>
                actual.TryGetValue(query.Key, out int now)
                    ? Invariant($"  changed, from {query.Value} to {now}: {query.Key}")
                    : Invariant($"  gone, {query.Value} x: {query.Key}")
            );
        if (worse.Any() || report.UntrackedCount > 0)
        {
            string diff = string.Join('\n', worse.Concat(better));
            throw Broken(
                $"The statements of {name} are not those of the baseline.\n{diff}\n{remedy}",
                baseline.Values.Sum(),
                report
            );
        }
    }

    private static SortedDictionary<string, SortedDictionary<string, int>> Read(string path)
    {
        var scopes = new SortedDictionary<string, SortedDictionary<string, int>>(StringComparer.Ordinal);
        if (File.Exists(path))
        {
            string json = File.ReadAllText(path);
            foreach (
                (string name, var queries) in JsonSerializer.Deserialize(
                    json,
                    Json.DictionaryStringDictionaryStringInt32
                ) ?? []
            )
            {
                scopes[name] = new SortedDictionary<string, int>(queries, StringComparer.Ordinal);
            }
        }

        return scopes;
    }

    private static void Write(string path, SortedDictionary<string, SortedDictionary<string, int>> scopes)
    {
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(
            full,
            JsonSerializer.Serialize(scopes, Json.SortedDictionaryStringSortedDictionaryStringInt32) + "\n"
        );
    }

    private static QueryBudgetException Broken(string message, int maximum, QueryReport report) =>
        new(message, maximum, report.StatementCount, report);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
