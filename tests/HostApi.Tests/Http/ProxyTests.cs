using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.HostApi.Tests.Http;

/// <summary>Whom the host believes about a client's address.</summary>
public sealed class ProxyTests
{
    private const string Nobody = "";

    /// <summary>The settings, who connects, what it says in X-Forwarded-For, and the address and scheme that count.</summary>
    public static TheoryData<string, string, string, string> Hops { get; } =
        new()
        {
            { Nobody, "203.0.113.9", "198.51.100.1", "203.0.113.9 http" },
            { Nobody, "127.0.0.1", "198.51.100.1", "127.0.0.1 http" },
            { "KnownProxies:0=10.0.0.5", "10.0.0.5", "198.51.100.1", "198.51.100.1 https" },
            { "KnownProxies:0=10.0.0.5", "::ffff:10.0.0.5", "198.51.100.1", "198.51.100.1 https" },
            { "KnownProxies:0=10.0.0.5", "10.0.0.5", "192.0.2.66, 198.51.100.1", "198.51.100.1 https" },
            { "KnownProxies:0=10.0.0.5", "10.0.0.6", "198.51.100.1", "10.0.0.6 http" },
            { "KnownProxies:0=10.0.0.5", "127.0.0.1", "198.51.100.1", "127.0.0.1 http" },
            { "KnownNetworks:0=10.0.0.0/24", "10.0.0.77", "198.51.100.1", "198.51.100.1 https" },
            { "KnownNetworks:0=10.0.0.0/24", "10.0.1.77", "198.51.100.1", "10.0.1.77 http" },
            { "KnownNetworks:0=10.0.0.0/24", "10.0.0.5", "198.51.100.1, 10.0.0.6", "10.0.0.6 https" },
            {
                "KnownNetworks:0=10.0.0.0/24 ForwardLimit=2",
                "10.0.0.5",
                "198.51.100.1, 10.0.0.6",
                "198.51.100.1 https"
            },
            {
                "KnownNetworks:0=10.0.0.0/24 ForwardLimit=2",
                "10.0.0.5",
                "192.0.2.66, 198.51.100.1, 10.0.0.6",
                "198.51.100.1 https"
            },
            {
                "KnownNetworks:0=10.0.0.0/24 ForwardLimit=2",
                "10.0.0.5",
                "192.0.2.66, 198.51.100.1",
                "198.51.100.1 https"
            },
        };

    [Theory]
    [MemberData(nameof(Hops))]
    public async Task Address_IsTakenFromConfiguredProxiesAlone(
        string settings,
        string peer,
        string said,
        string counted
    )
    {
        await using ForumHost host = Behind(settings);
        var seen = new List<string>();
        await using WebApplicationFactory<Program> network = Connect(host, seen);
        using HttpClient client = network.CreateClient();

        await SendAsync(client, peer, said);

        seen.ShouldHaveSingleItem().ShouldBe(counted);
    }

    [Theory]
    [InlineData(Nobody)]
    [InlineData("KnownProxies:0=10.0.0.5")]
    public async Task RateLimit_IsNotEscapedByAHeader(string settings)
    {
        await using ForumHost host = Behind(settings);
        await using WebApplicationFactory<Program> network = Connect(host, []);
        using HttpClient client = network.CreateClient();

        (await SendAsync(client, "203.0.113.9", "198.51.100.1")).ShouldBe(HttpStatusCode.OK);
        (await SendAsync(client, "203.0.113.9", "198.51.100.2")).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task ClientsOfAProxy_HaveABucketEach()
    {
        await using ForumHost host = Behind("KnownProxies:0=10.0.0.5");
        await using WebApplicationFactory<Program> network = Connect(host, []);
        using HttpClient client = network.CreateClient();

        (await SendAsync(client, "10.0.0.5", "198.51.100.1")).ShouldBe(HttpStatusCode.OK);
        (await SendAsync(client, "10.0.0.5", "198.51.100.2")).ShouldBe(HttpStatusCode.OK);
        (await SendAsync(client, "10.0.0.5", "198.51.100.1")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await SendAsync(client, "10.0.0.5", "192.0.2.66, 198.51.100.2")).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    private static ForumHost Behind(string settings)
    {
        var host = new ForumHost
        {
            Settings =
            {
                ["RateLimits:Enabled"] = "true",
                ["RateLimits:ReadBurst"] = "1",
                ["RateLimits:ReadsPerSecond"] = "1",
            },
        };
        foreach (string[] setting in settings.Split(' ').Where(text => text.Length > 0).Select(text => text.Split('=')))
        {
            host.Settings[$"ForwardedHeaders:{setting[0]}"] = setting[1];
        }

        return host;
    }

    /// <summary>Requests come from the address that they name, and what counted for them is written down.</summary>
    private static WebApplicationFactory<Program> Connect(ForumHost host, List<string> seen) =>
        host.WithWebHostBuilder(builder =>
            builder.ConfigureServices(services => services.AddSingleton<IStartupFilter>(new Network(seen)))
        );

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, string peer, string said)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/forums", UriKind.Relative));
        request.Headers.Add("Peer", peer);
        request.Headers.Add("X-Forwarded-For", said);
        request.Headers.Add("X-Forwarded-Proto", string.Join(", ", said.Split(',').Select(_ => "https")));
        using HttpResponseMessage answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private sealed class Network(List<string> seen) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    async (context, following) =>
                    {
                        context.Connection.RemoteIpAddress = IPAddress.Parse(
                            context.Request.Headers["Peer"].ToString()
                        );
                        await following();
                        seen.Add($"{context.Connection.RemoteIpAddress} {context.Request.Scheme}");
                    }
                );
                next(app);
            };
    }
}
