using System.Data.Common;
using System.Diagnostics.Metrics;
using LearningStudio.SqlText;
using LearningStudio.Statements;
using LearningStudio.Tests.Metering;
using LinqToDB.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Repositories.Tests.Diagnostics;

public sealed class DatabaseMetricsTests : IDisposable
{
    private readonly SeparateMeters _meters = new();

    [Fact]
    public async Task Repositories_MeasureTheirStatementsByTheConventions()
    {
        var database = new TestForum<Sqlite>(s => s.AddSingleton<IMeterFactory>(_meters));
        await database.InitializeAsync();
        using MetricCollector<double> durations = Collect<double>("db.client.operation.duration");

        await database.ScalarAsync<int>("SELECT COUNT(*) FROM topics WHERE id = 5");
        await Should.ThrowAsync<SqliteException>(() => database.ScalarAsync<int>("SELECT a FROM nowhere"));

        durations.GetMeasurementSnapshot().Count.ShouldBe(2);
        IReadOnlyDictionary<string, object?> read = durations.GetMeasurementSnapshot()[0].Tags;
        read["db.system.name"].ShouldBe("sqlite");
        read["db.operation.name"].ShouldBe("SELECT");
        read["db.query.summary"].ShouldBe("SELECT topics");
        read.ShouldNotContainKey("error.type");
        durations.LastMeasurement!.Tags["error.type"].ShouldBe("Microsoft.Data.Sqlite.SqliteException");
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Switch_LeavesTheDriversMetricAlone()
    {
        var database = new TestForum<Sqlite>(s =>
            s.AddSingleton<IMeterFactory>(_meters).Configure<ForumRepositoriesOptions>(o => o.Metrics = false)
        );
        await database.InitializeAsync();
        using MetricCollector<double> durations = Collect<double>("db.client.operation.duration");

        QueryReport report = await QueryBudget.AssertAsync(1, () => database.ScalarAsync<int>("SELECT 1"));

        durations.GetMeasurementSnapshot().ShouldBeEmpty();
        report.StatementCount.ShouldBe(1);
        await database.DisposeAsync();
    }

    [Fact]
    public void ManySummaries_BecomeOperations()
    {
        DatabaseMetrics metrics = Metrics();
        using MetricCollector<double> durations = Collect<double>("db.client.operation.duration");
        for (int i = 0; i < 250; i++)
        {
            metrics.Ran(new QuerySummary("SELECT", $"SELECT t{i}"), typeof(DbCommand), TimeSpan.FromSeconds(2), null);
        }

        durations.GetMeasurementSnapshot().Select(m => m.Tags["db.query.summary"]).Distinct().Count().ShouldBe(201);
        (durations.LastMeasurement!.Value, durations.LastMeasurement.Tags["db.system.name"]).ShouldBe((2, "other_sql"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FailedRepositoryStatement_IsRecorded(bool asynchronous)
    {
        var database = new TestForum<Sqlite>();
        await database.InitializeAsync();
        await using ForumDb db = database.Get<Func<ForumDb>>()();
        const string Sql = "SELECT a FROM nowhere";

        using QueryScope scope = QueryScope.Begin();
        await Should.ThrowAsync<SqliteException>(async () =>
            _ = asynchronous ? await db.QueryToListAsync<int>(Sql) : [.. db.Query<int>(Sql)]
        );
        await Should.ThrowAsync<SqliteException>(async () =>
            _ = asynchronous ? await db.ExecuteAsync(Sql) : db.Execute(Sql)
        );

        QueryStats query = scope.Report().Queries.ShouldHaveSingleItem();
        (query.Count, query.Failed).ShouldBe((2, 2));
        await database.DisposeAsync();
    }

    // Nobody listens: neither the payloads nor the fingerprints are made.
    [Fact]
    public void UnheardStatement_AllocatesNothing()
    {
        var reporter = new StatementReporter(Metrics(), TimeProvider.System);
        using var command = new SqliteCommand("SELECT 1");
        reporter.End(reporter.Begin(command));

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            reporter.IsIdle.ShouldBeTrue();
        }

        reporter.End(reporter.Begin(command));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public async Task Duration_LastsUntilTheRowsAreRead()
    {
        var time = new FakeTimeProvider();
        var database = new TestForum<Sqlite>(s =>
            s.AddSingleton<IMeterFactory>(_meters).AddSingleton<TimeProvider>(time)
        );
        await database.InitializeAsync();
        await using ForumDb db = database.Get<Func<ForumDb>>()();

        using QueryScope scope = QueryScope.Begin();
        await db.QueryToListAsync(
            reader =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return reader.GetInt32(0);
            },
            "SELECT 1 UNION SELECT 2"
        );

        scope.Report().Duration.ShouldBe(TimeSpan.FromSeconds(2));
        await database.DisposeAsync();
    }

    public void Dispose() => _meters.Dispose();

    private DatabaseMetrics Metrics() => new(_meters.Create(new MeterOptions(DatabaseMetrics.Name)), true);

    private MetricCollector<T> Collect<T>(string instrument)
        where T : struct => new(_meters, DatabaseMetrics.Name, instrument);
}
