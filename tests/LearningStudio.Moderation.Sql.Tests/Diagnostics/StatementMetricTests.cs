using System.Diagnostics.Metrics;
using LearningStudio.Repositories;
using LearningStudio.Tests.Metering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace LearningStudio.Moderation.Sql.Tests.Diagnostics;

public sealed class StatementMetricTestsOnSqlite : StatementMetricTests<Sqlite>;

public sealed class StatementMetricTestsOnPostgreSql : StatementMetricTests<PostgreSql>;

/// <summary>The package's statements are measured as those of the repositories are.</summary>
public abstract class StatementMetricTests<TEngine> : IDisposable
    where TEngine : ITestEngine, new()
{
    private const string Duration = "db.client.operation.duration";
    private readonly SeparateMeters _meters = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Statements_AreMeasuredByTheConventions(bool isInTransaction)
    {
        await using TestDatabase<TEngine> database = await StartAsync(measures: true);
        using MetricCollector<double> durations = Collect();

        if (isInTransaction)
        {
            await using System.Data.Common.DbConnection connection = database.Engine.Connect();
            await connection.OpenAsync();
            await using System.Data.Common.DbTransaction transaction = await connection.BeginTransactionAsync();
            await database.Queue.On(transaction).CountPendingAsync();
        }
        else
        {
            await database.Queue.CountPendingAsync();
        }

        IReadOnlyDictionary<string, object?> tags = durations.GetMeasurementSnapshot().ShouldHaveSingleItem().Tags;
        tags.ShouldBe(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["db.system.name"] = database.Engine.IsPostgreSql ? "postgresql" : "sqlite",
                ["db.operation.name"] = "SELECT",
                ["db.query.summary"] = "SELECT review_items",
            },
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task FailedStatement_SaysSo()
    {
        await using TestDatabase<TEngine> database = await StartAsync(measures: true);
        await database.ExecuteAsync("ALTER TABLE review_items RENAME TO elsewhere");
        using MetricCollector<double> durations = Collect();

        await Should.ThrowAsync<System.Data.Common.DbException>(() => database.Queue.CountPendingAsync());

        durations
            .LastMeasurement!.Tags["error.type"]
            .ShouldBe(database.Engine.IsPostgreSql ? "42P01" : "Microsoft.Data.Sqlite.SqliteException");
    }

    [Fact]
    public async Task Switch_LeavesTheDriversMetricAlone()
    {
        await using TestDatabase<TEngine> database = await StartAsync(measures: false);
        using MetricCollector<double> durations = Collect();

        await database.Queue.CountPendingAsync();

        durations.GetMeasurementSnapshot().ShouldBeEmpty();
    }

    [Fact]
    public void Bounds_AreThoseOfTheRepositories()
    {
        var instruments = new List<Instrument<double>>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, _meters) && instrument is Histogram<double> histogram)
                {
                    instruments.Add(histogram);
                }
            },
        };
        listener.Start();
        var services = new ServiceCollection().AddSingleton<IMeterFactory>(_meters);
        services.AddLearningStudioModeration().AddLearningStudioModerationSql(o => o.UseSqlite("Data Source=none.db"));
        services.AddLearningStudioRepositories(o => o.UseSqlite("Data Source=none.db"));
        using ServiceProvider provider = services.BuildServiceProvider();
        _ = provider.GetRequiredService<ReviewQueueRepository>();
        _ = provider.GetRequiredService<Func<ForumDb>>();

        Instrument<double>[] durations = [.. instruments.Where(instrument => instrument.Name == Duration)];
        durations
            .Select(instrument => instrument.Meter.Name)
            .ShouldBe(["LearningStudio.Moderation.Sql", "LearningStudio.Repositories"], ignoreOrder: true);
        durations[0].Advice!.HistogramBucketBoundaries.ShouldBe(durations[1].Advice!.HistogramBucketBoundaries!);
        durations.ShouldAllBe(instrument => instrument.Unit == "s");
        EventsPageTests.Page().ShouldContain($"`{Duration}`");
    }

    public void Dispose()
    {
        _meters.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<TestDatabase<TEngine>> StartAsync(bool measures)
    {
        var database = new TestDatabase<TEngine>(services =>
            services
                .AddSingleton<IMeterFactory>(_meters)
                .Configure<ModerationSqlOptions>(options => options.Metrics = measures)
        );
        await database.InitializeAsync();
        return database;
    }

    private MetricCollector<double> Collect() => new(_meters, "LearningStudio.Moderation.Sql", Duration);
}
