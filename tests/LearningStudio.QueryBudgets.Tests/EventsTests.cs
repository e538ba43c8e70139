using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Reflection;
using LearningStudio.QueryBudgets.Diagnostics;
using LearningStudio.QueryBudgets.Findings;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;

namespace LearningStudio.QueryBudgets.Tests;

/// <summary>The metrics of scopes, and the page that lists them and the log events.</summary>
public sealed class EventsTests
{
    private const string MeterName = "LearningStudio.QueryBudgets";
    private readonly string _page = File.ReadAllText(Checkout.PathOf("docs", "events.md"))
        .Split("# Query budgets")[1]
        .Split("\n# ")[0];

    [Fact]
    public async Task EndedScope_IsMeasured()
    {
        using var blog = new Blog();
        using var statements = new MetricCollector<long>(
            meterScope: null,
            MeterName,
            "learningstudio.db.queries_per_scope"
        );
        using var found = new MetricCollector<long>(meterScope: null, MeterName, "learningstudio.db.n_plus_one");
        using (QueryScope.Begin("GET /measured"))
        {
            for (int i = 0; i < 7; i++)
            {
                await Blog.ScalarAsync(blog.Connection.WithQueryCounting(), $"SELECT {i}");
            }
        }

        Measured(statements).ShouldBe([7]);
        Measured(found).ShouldBe([1]);
    }

    [Fact]
    public void NamesPastABound_ShareOneAttribute()
    {
        using var meter = new Meter("names");
        var metrics = new ScopeMetrics(meter);
        using var statements = new MetricCollector<long>(meter, "learningstudio.db.queries_per_scope");

        for (int i = 0; i < ScopeMetrics.MaxNames + 5; i++)
        {
            new QueryScope($"GET /topics/{i}", ScopeRules.Default, metrics).Dispose();
        }

        new QueryScope("GET /topics/7", ScopeRules.Default, metrics).Dispose();
        string?[] names =
        [
            .. statements
                .GetMeasurementSnapshot()
                .Select(measured => measured.Tags["learningstudio.db.scope"] as string),
        ];
        names.Distinct().Count().ShouldBe(ScopeMetrics.MaxNames + 1);
        names.Count(name => name == "_OTHER").ShouldBe(5);
        names[^1].ShouldBe("GET /topics/7");
    }

    [Fact]
    public void EveryInstrument_IsListed()
    {
        using var listener = new MeterListener();
        var published = new ConcurrentBag<string>(); // hosts of other tests publish theirs
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == MeterName)
            {
                published.Add(instrument.Name);
            }
        };
        QueryScope.Begin().Dispose();
        listener.Start();

        string[] names = [.. published.Distinct()];
        names.Length.ShouldBe(2);
        names.ShouldAllBe(name => _page.Contains($"`{name}`"));
        _page.ShouldContain($"`{MeterName}`");
    }

    [Fact]
    public void EveryLogEvent_IsListed()
    {
        int[] ids =
        [
            .. typeof(QueryScope)
                .Assembly.GetTypes()
                .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
                .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
                .OfType<LoggerMessageAttribute>()
                .Select(attribute => attribute.EventId),
        ];

        ids.ShouldBe([1, 2, 3], ignoreOrder: true);
        ids.ShouldAllBe(id => _page.Contains($"\n| {id} | warning | "));
    }

    private static IEnumerable<long> Measured(MetricCollector<long> collector) =>
        collector
            .GetMeasurementSnapshot()
            .Where(measured => measured.Tags.GetValueOrDefault("learningstudio.db.scope") is "GET /measured")
            .Select(measured => measured.Value);
}
