using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LearningStudio.Repositories.Diagnostics;

// Rule: attributes are what the code's author wrote (operations, tables, names of scopes), never a value. Past 200
//   summaries only the operation is raised.
// Source: OpenTelemetry's semantic conventions for database client metrics.
// Cost: one field read for each instrument that nobody listens to.
internal sealed class DatabaseMetrics
{
    public const string Name = "LearningStudio.Repositories";
    private const int MostSummaries = 200;
    private static readonly double[] Seconds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10];
    private readonly ConcurrentDictionary<string, bool> _summaries = new(StringComparer.Ordinal);
    private readonly Histogram<double>? _durations;
    private readonly Histogram<long> _statements;
    private readonly Counter<long> _nPlusOnes;

    public DatabaseMetrics(Meter meter, bool measuresDurations)
    {
        _durations = measuresDurations
            ? meter.CreateHistogram(
                "db.client.operation.duration",
                "s",
                "Duration of database client operations.",
                tags: null,
                new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds }
            )
            : null;
        _statements = meter.CreateHistogram<long>(
            "learningstudio.db.queries_per_scope",
            "{statement}",
            "Statements sent within a scope."
        );
        _nPlusOnes = meter.CreateCounter<long>(
            "learningstudio.db.n_plus_one",
            "{finding}",
            "Statements repeated row by row within a scope."
        );
    }

    /// <summary>For what no container made; lives as long as the process.</summary>
    public static Meter SharedMeter { get; } = new(Name);

    public static DatabaseMetrics Shared { get; } = new(SharedMeter, measuresDurations: true);

    public bool MeasuresDurations => _durations is { Enabled: true };

    public void Ran(QuerySummary summary, Type command, TimeSpan duration, Exception? failure)
    {
        if (_durations is not { Enabled: true })
        {
            return;
        }

        var tags = new TagList { { "db.system.name", SystemOf(command) } };
        if (summary.Operation is not null)
        {
            tags.Add("db.operation.name", summary.Operation);
        }

        tags.Add("db.query.summary", Bounded(summary));
        if (failure is not null)
        {
            tags.Add("error.type", (failure as DbException)?.SqlState ?? failure.GetType().FullName);
        }

        _durations.Record(duration.TotalSeconds, tags);
    }

    public void ScopeEnded(string? name, int statements, QueryLog log)
    {
        var tags = new TagList();
        if (name is not null)
        {
            tags.Add("learningstudio.db.scope", name);
        }

        _statements.Record(statements, tags);
        if (_nPlusOnes.Enabled && log.NPlusOnes() is > 0 and int found)
        {
            _nPlusOnes.Add(found, tags);
        }
    }

    private string Bounded(QuerySummary summary)
    {
        bool isKept =
            _summaries.ContainsKey(summary.Text)
            || (_summaries.Count < MostSummaries && _summaries.TryAdd(summary.Text, true));
        return isKept ? summary.Text : summary.Operation ?? "other";
    }

    private static string SystemOf(Type command) =>
        command.Name switch
        {
            { } name when name.StartsWith("Sqlite", StringComparison.OrdinalIgnoreCase) => "sqlite",
            { } name when name.StartsWith("Npgsql", StringComparison.Ordinal) => "postgresql",
            _ => "other_sql",
        };
}
