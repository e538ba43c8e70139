using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using LearningStudio.SqlText;

namespace LearningStudio.Statements;

// Rule: attributes are what the code's author wrote (operations, tables, names of scopes), never a value. Past 200
//   summaries only the operation is raised.
// Source: OpenTelemetry's semantic conventions for database client metrics.
// Cost: one field read for each instrument that nobody listens to.
/// <summary>Measures the statements of the package that this is compiled into. Thread-safe.</summary>
internal sealed class DatabaseMetrics
{
    private const int MaxSummaries = 200;
    private static readonly double[] Seconds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10];
    private readonly ConcurrentDictionary<string, bool> _summaries = new(StringComparer.Ordinal);
    private readonly Histogram<double>? _durations;

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
    }

    /// <summary>The name of the package's meter: its own.</summary>
    public static string Name { get; } = typeof(DatabaseMetrics).Assembly.GetName().Name!;

    /// <summary>For what no container made; lives as long as the process.</summary>
    public static Meter SharedMeter { get; } = new(Name);

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

    private string Bounded(QuerySummary summary)
    {
        bool isKept =
            _summaries.ContainsKey(summary.Text)
            || (_summaries.Count < MaxSummaries && _summaries.TryAdd(summary.Text, true));
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
