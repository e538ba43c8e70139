using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace LearningStudio.QueryBudgets.Tests;

/// <summary>One line registers a watch that logs the requests which repeat a statement row by row.</summary>
[Collection(Hosts.Name)]
public sealed class RequestTests : IDisposable
{
    private readonly Blog _blog = new();
    private readonly RequestEnds _ends = new();

    public static TheoryData<string, string?> Paths =>
        new()
        {
            {
                "/posts/7/loop",
                "GET /posts/{id}/loop asks row by row: 12 statements from RequestTests.LoopAsync (RequestTests.cs:"
            },
            { "/posts/7/same", "GET /posts/{id}/same asks row by row: 6 statements from " },
            { "/posts/7/few", null },
            { "/posts/7/none", null },
            { "/posts/7/allowed", null },
            { "/posts/7/thrown", "GET /posts/{id}/thrown asks row by row: 12 statements from RequestTests.LoopAsync" },
            { "/elsewhere", "A request without a route asks row by row: 12 statements from RequestTests.LoopAsync" },
        };

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task RequestThatRepeatsAStatement_IsLogged(string path, string? expected)
    {
        await using WebApplication app = await StartAsync(Environments.Development);
        using HttpClient client = app.GetTestClient();
        await SendAsync(client, path);

        FakeLogRecord[] logged = Logged(app);
        if (expected is null)
        {
            logged.ShouldBeEmpty();
            return;
        }

        FakeLogRecord record = logged.ShouldHaveSingleItem();
        (record.Level, record.Id.Id).ShouldBe((LogLevel.Warning, 1));
        record.Message.ShouldStartWith(expected);
        record.Message.ShouldEndWith(": SELECT name FROM author WHERE id = ?");
        record.Message.ShouldNotContain(Blog.Secret);
    }

    // Kestrel uses a connection, and its context, for several requests.
    [Fact]
    public async Task EveryRequestOfAConnection_HasAScopeOfItsOwn()
    {
        await using WebApplication app = await StartAsync(Environments.Production, kestrel: true);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        for (int i = 0; i < 3; i++)
        {
            (await client.GetStringAsync(new Uri("/count", UriKind.Relative))).ShouldBe("1");
            (await client.GetAsync(new Uri("/posts/7/loop", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        for (int i = 0; i < 6; i++)
        {
            await _ends.WaitAsync();
        }

        Logged(app).Length.ShouldBe(3);
        Logged(app)
            .ShouldAllBe(record => record.Message.StartsWith("GET /posts/{id}/loop asks row by row: 12 statements"));
    }

    [Fact]
    public async Task ParallelRequests_CountTheirOwn()
    {
        await using WebApplication app = await StartAsync(Environments.Development);
        using HttpClient client = app.GetTestClient();

        string[] counts = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => client.GetStringAsync(new Uri("/count", UriKind.Relative)))
        );

        counts.ShouldAllBe(count => count == "1");
    }

    [Fact]
    public async Task MaxStatements_IsLoggedWhereItIsExceeded()
    {
        await using WebApplication app = await StartAsync(Environments.Development, o => o.MaxStatements = 2);
        using HttpClient client = app.GetTestClient();
        await SendAsync(client, "/posts/7/few");
        await SendAsync(client, "/count");

        FakeLogRecord record = Logged(app).ShouldHaveSingleItem();
        (record.Id.Id, record.Message).ShouldBe(
            (2, "GET /posts/{id}/few sent 4 statements, more than MaxStatements, 2.")
        );
    }

    [Fact]
    public async Task Requests_AreLeftAloneIfTheyAreNotWatched()
    {
        await using WebApplication app = await StartAsync(Environments.Development, o => o.WatchRequests = false);
        using HttpClient client = app.GetTestClient();

        (await client.GetStringAsync(new Uri("/count", UriKind.Relative))).ShouldBe("no scope");
    }

    [Fact]
    public async Task HostsOfOneProcess_LogTheirOwnRequests()
    {
        await using WebApplication quiet = await StartAsync(Environments.Development);
        await using WebApplication busy = await StartAsync(Environments.Development);
        using HttpClient client = busy.GetTestClient();
        await SendAsync(client, "/posts/7/loop");

        (Logged(quiet).Length, Logged(busy).Length).ShouldBe((0, 1));
    }

    // A loop goes on in the background while the request has ended.
    [Fact]
    public async Task BackgroundWork_IsNoPartOfTheRequest()
    {
        await using WebApplication app = await StartAsync(Environments.Development);
        using HttpClient client = app.GetTestClient();
        await SendAsync(client, "/background");
        await SendAsync(client, "/wait");

        Logged(app).ShouldBeEmpty();
    }

    public void Dispose()
    {
        _ends.Dispose();
        _blog.Dispose();
    }

    private async Task SendAsync(HttpClient client, string path)
    {
        await client.GetAsync(new Uri(path, UriKind.Relative));
        await _ends.WaitAsync();
    }

    private static FakeLogRecord[] Logged(WebApplication app) =>
        [
            .. app
                .Services.GetFakeLogCollector()
                .GetSnapshot()
                .Where(record => record.Category == typeof(QueryScope).FullName),
        ];

    private async Task<WebApplication> StartAsync(
        string environment,
        Action<QueryBudgetOptions>? configure = null,
        bool kestrel = false
    )
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = environment }
        );
        if (kestrel)
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        }
        else
        {
            builder.WebHost.UseTestServer();
        }

        builder.Logging.ClearProviders().AddFakeLogging();
        builder.Services.AddLearningStudioQueryBudgets();
        builder.Services.AddLearningStudioQueryBudgets(configure);
        WebApplication app = builder.Build();
        Map(app);
        app.Services.GetRequiredService<DiagnosticListener>().Subscribe(_ends);
        await app.StartAsync();
        return app;
    }

    private void Map(WebApplication app)
    {
        var done = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        app.UseExceptionHandler(handler => handler.Run(_ => Task.CompletedTask));
        app.Use((context, next) => context.Request.Path == "/elsewhere" ? LoopAsync(12) : next(context));
        app.UseRouting();
        app.MapGet("/posts/{id}/loop", (int id) => LoopAsync(12));
        app.MapGet("/posts/{id}/few", (int id) => LoopAsync(4));
        app.MapGet("/posts/{id}/none", (int id) => Task.CompletedTask);
        app.MapGet("/posts/{id}/same", (int id) => SameAsync(id));
        app.MapGet("/posts/{id}/allowed", (int id) => AllowedAsync());
        app.MapGet("/posts/{id}/thrown", (int id) => ThrownAsync());
        app.MapGet("/count", CountAsync);
        app.MapGet(
            "/background",
            () =>
            {
                _ = BackgroundAsync(go.Task, done);
            }
        );
        app.MapGet(
            "/wait",
            () =>
            {
                go.SetResult();
                return done.Task;
            }
        );
    }

    private async Task LoopAsync(int count)
    {
        await using CountedConnection connection = _blog.Open().WithQueryCounting();
        for (int id = 1; id <= count; id++)
        {
            await using System.Data.Common.DbCommand command = connection.CreateCommand();
            command.CommandText = $"SELECT name FROM author WHERE id = {id}";
            await command.ExecuteScalarAsync();
        }
    }

    private async Task SameAsync(int id)
    {
        await using CountedConnection connection = _blog.Open().WithQueryCounting();
        for (int i = 0; i < 6; i++)
        {
            await Blog.ScalarAsync(connection, $"SELECT name FROM author WHERE id = {id}");
        }
    }

    private async Task AllowedAsync()
    {
        using IDisposable allowed = QueryScope.Allow("a test");
        await LoopAsync(12);
    }

    private async Task ThrownAsync()
    {
        await LoopAsync(12);
        throw new InvalidOperationException(Blog.Secret);
    }

    private async Task<string> CountAsync()
    {
        await using CountedConnection connection = _blog.Open().WithQueryCounting();
        await Blog.ScalarAsync(connection, "SELECT 1");
        return QueryScope.Current is { } scope ? $"{scope.StatementCount}" : "no scope";
    }

    private async Task BackgroundAsync(Task go, TaskCompletionSource done)
    {
        await go;
        await LoopAsync(12);
        done.SetResult();
    }
}
