using System.Diagnostics;
using System.Net;
using System.Text.Json;
using LearningStudio.Caching;
using LearningStudio.HostApi.Operations;
using LearningStudio.HostApi.Tests.Load;
using LearningStudio.Repositories;
using LearningStudio.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LearningStudio.HostApi.Tests.Operations;

/// <summary>Readiness while the database hangs, is gone, and comes back.</summary>
public sealed class ReadinessTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Database_IsMissedWithoutLeavingTheRotation()
    {
        using PostgreSqlServer server = PostgreSqlServer.Start("fsync=off");
        ForumDatabase database = await ForumDatabase.CreateAsync(server);
        await using HostProcess host = await HostProcess.StartAsync(
            new Dictionary<string, string> { ["Repositories:PostgreSql"] = database.ConnectionString }
        );
        using var client = new HttpClient { BaseAddress = host.Address };
        (await AskAsync(client, "/api/v1/topics/1")).Status.ShouldBe(HttpStatusCode.OK);
        await UntilAsync(client, "Healthy");

        server.Hang();
        await UntilAsync(client, "Degraded");
        (await AskAsync(client, "/api/v1/topics/1")).Status.ShouldBe(HttpStatusCode.OK);
        server.GoOn();
        await UntilAsync(client, "Healthy");

        server.Kill();
        await UntilAsync(client, "Degraded");
        (await AskAsync(client, "/api/v1/topics/1")).Status.ShouldBe(HttpStatusCode.OK);
        server.Begin();
        await UntilAsync(client, "Healthy");
    }

    [Fact]
    public async Task HostThatNeverReachedTheDatabase_IsNotReady()
    {
        await using ServiceProvider services = Services("Host=127.0.0.1;Port=1;Database=none", isCached: true);

        HealthCheckResult result = await CheckAsync(services);

        result.Status.ShouldBe(HealthStatus.Unhealthy);
        result.Description.ShouldBe("The database does not answer: NpgsqlException.");
    }

    [Theory]
    [InlineData(true, HealthStatus.Degraded)]
    [InlineData(false, HealthStatus.Unhealthy)]
    public async Task WithoutTheDatabase_CachedAnswersAreWhatIsLeft(bool isCached, HealthStatus expected)
    {
        PostgreSqlServer server = await PostgreSqlServer.SharedAsync();
        await using ForumDatabase database = await ForumDatabase.CreateAsync(server);
        await using ServiceProvider services = Services(database.ConnectionString, isCached);
        (await CheckAsync(services)).Status.ShouldBe(HealthStatus.Healthy);

        services.GetRequiredService<DatabaseHealth>().Away("Gone.").Status.ShouldBe(expected);
    }

    private static ServiceProvider Services(string connection, bool isCached)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddLearningStudioRepositories(options => options.PostgreSql = connection);
        services.AddLearningStudioCaching(options => options.Enabled = isCached);
        services.AddSingleton<DatabaseHealth>().AddSingleton<TimedDatabaseCheck>();
        return services.BuildServiceProvider();
    }

    private static Task<HealthCheckResult> CheckAsync(ServiceProvider services) =>
        services.GetRequiredService<TimedDatabaseCheck>().CheckHealthAsync(new HealthCheckContext());

    // However the database behaves, the answer comes.
    private static Task UntilAsync(HttpClient client, string status) =>
        ServerProcess.UntilAsync(
            async () =>
            {
                (HttpStatusCode code, string text) = await AskAsync(client, "/health/ready");
                code.ShouldBe(HttpStatusCode.OK, text);
                return JsonDocument.Parse(text).RootElement.GetProperty("status").GetString() == status;
            },
            $"the host to be {status}"
        );

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(HttpClient client, string address)
    {
        var asked = Stopwatch.StartNew();
        using HttpResponseMessage answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        string text = await answer.Content.ReadAsStringAsync();
        asked.Elapsed.ShouldBeLessThan(Bound, address);
        return (answer.StatusCode, text);
    }
}
