using System.Diagnostics;
using System.Net;
using LearningStudio.HostApi.Operations;
using LearningStudio.HostApi.Tests.Writing;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LearningStudio.HostApi.Tests.Http;

/// <summary>What the rate limits count: endpoints and their costs, whatever the spelling of an address.</summary>
public sealed class RateLimitTests
{
    private const int Many = 100;

    [Theory]
    [InlineData("/API/v1/forums")]
    [InlineData("/Api/V1/statistics")]
    [InlineData("/api/v1/forums/")]
    [InlineData("/%61pi/v1/forums")]
    [InlineData("/OpenAPI/v1.json")]
    [InlineData("/docs/")]
    [InlineData("/dashboard")]
    [InlineData("/metrics")]
    [InlineData("/Health/Ready")]
    [InlineData("/no/such/page")]
    public async Task EveryRead_IsLimited(string address)
    {
        await using ForumHost host = Limited(reads: 1);
        using HttpClient client = host.CreateClient();

        (await StatusAsync(client, address)).ShouldNotBe(HttpStatusCode.TooManyRequests);
        (await TakeAllAsync(client, address)).ShouldBeLessThan(Many);
    }

    [Fact]
    public async Task Writes_AreLimitedInEverySpelling()
    {
        await using ForumHost host = Limited(reads: 1);
        using var client = new ForumClient(host, "Demo demo1");
        string[] addresses = ["../V1/topics/1/posts", "TOPICS/1/posts", "../../API/V1/topics/1/Posts"];

        var statuses = new List<int>();
        foreach (string address in addresses)
        {
            statuses.Add((await client.SendAsync(HttpMethod.Post, address, new { body = "Text" })).Status);
        }

        statuses.ShouldBe([201, 429, 429]);
    }

    [Fact]
    public async Task Liveness_AloneIsFree()
    {
        await using ForumHost host = Limited(reads: 1);
        using HttpClient client = host.CreateClient();
        for (int i = 0; i < 5; i++)
        {
            (await StatusAsync(client, "/health/live")).ShouldBe(HttpStatusCode.OK);
        }

        Free(host).ShouldBe(["/health/live"]);
    }

    [Theory]
    [InlineData("/api/v1/forums", 1)]
    [InlineData("/api/v1/search?q=firewall", 5)]
    [InlineData("/api/v1/topics/1/posts", 10)]
    [InlineData("/api/v1/forums/2/topics?page=11&page_size=100", 2)]
    [InlineData("/api/v1/forums/2/topics?page=1000000", 20)]
    [InlineData("/api/v1/topics/1?PAGE=1000000&PAGE_SIZE=100", 20)]
    public async Task ExpensiveReads_CostMoreTokens(string address, int cost)
    {
        await using ForumHost host = Limited(reads: 20);
        using HttpClient client = host.CreateClient();

        var passed = Stopwatch.StartNew();
        (await StatusAsync(client, address)).ShouldBe(HttpStatusCode.OK);
        int left = await TakeAllAsync(client, "/api/v1/forums");

        // A token comes back each second.
        left.ShouldBeInRange(20 - cost, 20 - cost + (int)passed.Elapsed.TotalSeconds + 1);
    }

    [Fact]
    public async Task Monitoring_IsNotRefusedOnAccountOfReads()
    {
        await using ForumHost host = Limited(reads: 1);
        using HttpClient client = host.CreateClient();
        (await TakeAllAsync(client, "/api/v1/forums")).ShouldBeLessThan(Many);

        (await StatusAsync(client, "/health/ready")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Readiness_IsCheckedOnceASecond()
    {
        var check = new CountingCheck();
        await using ForumHost host = new();
        await using var counting = host.WithWebHostBuilder(builder =>
            builder.ConfigureServices(services => services.AddHealthChecks().AddCheck("counting", check))
        );
        Readiness readiness = counting.Services.GetRequiredService<Readiness>();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => readiness.ReadAsync(CancellationToken.None)));
        await readiness.ReadAsync(CancellationToken.None);
        check.Count.ShouldBe(1);

        host.Clock.Advance(TimeSpan.FromSeconds(1));
        (await readiness.ReadAsync(CancellationToken.None)).Entries.Keys.ShouldContain("counting");
        check.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Description_IsMadeOnceAndHasAnEntityTag()
    {
        await using ForumHost host = new();
        using HttpClient client = host.CreateClient();
        using HttpResponseMessage first = await client.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        first.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");

        client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);

        (await StatusAsync(client, "/openapi/v1.json")).ShouldBe(HttpStatusCode.NotModified);
    }

    private static ForumHost Limited(int reads) =>
        new()
        {
            Settings =
            {
                ["Demo:Enabled"] = "true",
                ["RateLimits:Enabled"] = "true",
                ["RateLimits:ReadBurst"] = $"{reads}",
                ["RateLimits:ReadsPerSecond"] = "1",
                ["RateLimits:WriteBurst"] = "1",
                ["RateLimits:WritesPerMinute"] = "1",
            },
        };

    private static IEnumerable<string> Free(ForumHost host) =>
        host.Get<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null)
            .Select(endpoint => endpoint.RoutePattern.RawText!);

    /// <summary>Reads until it is refused.</summary>
    private static async Task<int> TakeAllAsync(HttpClient client, string address)
    {
        int taken = 0;
        while (taken < Many && await StatusAsync(client, address) != HttpStatusCode.TooManyRequests)
        {
            taken++;
        }

        return taken;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string address)
    {
        using HttpResponseMessage answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        return answer.StatusCode;
    }

    private sealed class CountingCheck : IHealthCheck
    {
        private int _count;

        public int Count => _count;

        public Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken = default
        )
        {
            Interlocked.Increment(ref _count);
            return Task.FromResult(HealthCheckResult.Healthy());
        }
    }
}
