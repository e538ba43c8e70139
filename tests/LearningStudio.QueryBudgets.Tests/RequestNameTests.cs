using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;

namespace LearningStudio.QueryBudgets.Tests;

/// <summary>A client chooses neither a metric's attribute nor what a request is called in the log.</summary>
[Collection(Hosts.Name)]
public sealed class RequestNameTests : IDisposable
{
    private readonly Blog _blog = new();
    private readonly RequestEnds _ends = new();

    public static TheoryData<string, string, string?> Requests =>
        new()
        {
            { "CONNECT", "/any/7", "CONNECT /any/{id}" },
            { "DELETE", "/any/7", "DELETE /any/{id}" },
            { "GET", "/any/7", "GET /any/{id}" },
            { "HEAD", "/any/7", "HEAD /any/{id}" },
            { "OPTIONS", "/any/7", "OPTIONS /any/{id}" },
            { "PATCH", "/any/7", "PATCH /any/{id}" },
            { "POST", "/any/7", "POST /any/{id}" },
            { "PUT", "/any/7", "PUT /any/{id}" },
            { "TRACE", "/any/7", "TRACE /any/{id}" },
            { "get", "/any/7", "GET /any/{id}" },
            { "QUERY", "/any/7", "_OTHER /any/{id}" },
            { "PROPFIND", "/any/7", "_OTHER /any/{id}" },
            { "GETS", "/any/7", "_OTHER /any/{id}" },
            { "tell-nobody", "/any/7", "_OTHER /any/{id}" },
            { "GET", "/any/tell-nobody", "GET /any/{id}" },
            { "GET", "/any/7?q=tell-nobody", "GET /any/{id}" },
            { "GET", "/tell-nobody/and/more", "GET /{**path}" },
            { "tell-nobody", "/tell-nobody/and/more", "_OTHER /{**path}" },
            { "GET", "/unrouted/tell-nobody", null },
        };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Request_IsNamedByItsRouteAndAWellKnownMethod(string method, string path, string? name)
    {
        await using WebApplication app = await StartAsync();
        using var measured = new MetricCollector<long>(
            app.Services.GetRequiredService<IMeterFactory>(),
            "LearningStudio.QueryBudgets",
            "learningstudio.db.queries_per_scope"
        );
        await app.GetTestServer()
            .SendAsync(context =>
            {
                context.Request.Method = method;
                string[] parts = path.Split('?');
                context.Request.Path = parts[0];
                context.Request.QueryString = parts.Length > 1 ? new QueryString($"?{parts[1]}") : QueryString.Empty;
            });
        await _ends.WaitAsync();

        measured
            .GetMeasurementSnapshot()
            .ShouldHaveSingleItem()
            .Tags.GetValueOrDefault("learningstudio.db.scope")
            .ShouldBe(name);
        string logged = app
            .Services.GetFakeLogCollector()
            .GetSnapshot()
            .Where(record => record.Category == typeof(QueryScope).FullName)
            .ShouldHaveSingleItem()
            .Message;
        logged.ShouldStartWith($"{name ?? "A request without a route"} asks row by row: 12 statements");
        logged.ShouldNotContain(Blog.Secret);
    }

    // The application's own log fails, once for the finding and once for the report of that.
    [Fact]
    public async Task LogThatFails_IsNoFailureOfTheRequest()
    {
        using var faulty = new FaultyLogger();
        await using WebApplication app = await StartAsync(faulty);
        using HttpClient client = app.GetTestClient();

        for (int i = 0; i < 3; i++)
        {
            (await client.GetAsync(new Uri("/any/7", UriKind.Relative))).EnsureSuccessStatusCode();
            await _ends.WaitAsync();
        }

        faulty.Calls.ShouldBe(4);
    }

    public void Dispose()
    {
        _ends.Dispose();
        _blog.Dispose();
    }

    private async Task<WebApplication> StartAsync(ILoggerProvider? log = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddFakeLogging();
        if (log is not null)
        {
            builder.Logging.ClearProviders().AddProvider(log);
            builder.Logging.AddFilter((_, category, _) => category == typeof(QueryScope).FullName);
        }

        builder.Services.AddLearningStudioQueryBudgets();
        WebApplication app = builder.Build();
        app.Use(
            (context, next) =>
                context.Request.Path.StartsWithSegments("/unrouted", StringComparison.Ordinal)
                    ? LoopAsync()
                    : next(context)
        );
        app.UseRouting();
        app.Map("/any/{id}", (string id) => LoopAsync());
        app.Map("/{**path}", (string path) => LoopAsync());
        app.Services.GetRequiredService<DiagnosticListener>().Subscribe(_ends);
        await app.StartAsync();
        return app;
    }

    private async Task LoopAsync()
    {
        await using CountedConnection connection = _blog.Open().WithQueryCounting();
        for (int id = 1; id <= 12; id++)
        {
            await Blog.ScalarAsync(connection, $"SELECT name FROM author WHERE id = {id}");
        }
    }
}
