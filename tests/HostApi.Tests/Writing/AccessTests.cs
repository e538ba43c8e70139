using System.Text.Json;
using System.Text.RegularExpressions;
using LearningStudio.HostApi.Tests.Identity;

namespace LearningStudio.HostApi.Tests.Writing;

/// <summary>Who may do what: each endpoint with each role.</summary>
public sealed class AccessTests(AccessTests.HeldHost token) : IClassFixture<AccessTests.HeldHost>
{
    private readonly ForumHost _host = token.Host;

    [Theory]
    [MemberData(nameof(AccessTable.Rows), MemberType = typeof(AccessTable))]
    public async Task Endpoint_AnswersEachRole(string method, string address, string? body, int[] statuses)
    {
        await using ForumHost? own = AccessTable.Changes(method, address) ? TokenHost.Create() : null;
        ForumHost host = own ?? _host;
        if (own is not null)
        {
            await HeldHost.HoldAsync(own);
        }

        string?[] credentials =
        [
            null,
            Bearer("nobody", "moderator"),
            Bearer("demo1", "user"),
            Bearer("demo9", "moderator"),
            Bearer("demo4", "admin"),
            Bearer("demo1"),
        ];
        int[] actual = new int[credentials.Length];
        for (int i = 0; i < credentials.Length; i++)
        {
            using var client = new ForumClient(host, credentials[i]);
            actual[i] = (await client.SendAsync(new HttpMethod(method), address, body)).Status;
        }

        actual.ShouldBe(statuses);
    }

    [Fact]
    public async Task EveryEndpoint_IsInTheTable()
    {
        using HttpClient client = _host.CreateClient();
        using JsonDocument description = JsonDocument.Parse(
            await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative))
        );
        string[] described =
        [
            .. description
                .RootElement.GetProperty("paths")
                .EnumerateObject()
                .SelectMany(path =>
                    path.Value.EnumerateObject().Select(operation => $"{operation.Name} {path.Name}".ToUpperInvariant())
                ),
        ];

        described.Length.ShouldBeGreaterThan(20);
        described.ShouldBeSubsetOf(AccessTable.Rows.Select(row => Pattern((string)row[0], (string)row[1])));
    }

    private static string Pattern(string method, string address)
    {
        string path = Regex
            .Replace(address.Split('?')[0], "[0-9]+", "{id}")
            .Replace("switches/users", "switches/{name}");
        return $"{method} /api/v1/{path}".ToUpperInvariant();
    }

    [Fact]
    public async Task DemoScheme_ExistsInDevelopmentAlone()
    {
        using (var development = new ForumClient(_host, "Demo demo4"))
        {
            (await development.SendAsync(HttpMethod.Get, "moderation/queue")).Status.ShouldBe(200);
        }

        await using ForumHost production = new(_host) { Environment = "Production" };
        foreach ((string key, string? value) in Token.Settings)
        {
            production.Settings[key] = value;
        }

        using var client = new ForumClient(production, "Demo demo4");
        (await client.SendAsync(HttpMethod.Get, "moderation/queue")).Status.ShouldBe(401);
    }

    private string Bearer(string name, string? role = null) => new Token(_host, name, role).ToString();

    /// <summary>A host that takes the tests' tokens, with a post that waits.</summary>
    public sealed class HeldHost : IAsyncLifetime
    {
        public ForumHost Host { get; } = TokenHost.Create();

        /// <summary>Has a post wait for approval: reviews 1 and 2.</summary>
        public static async Task HoldAsync(ForumHost host)
        {
            using var newcomer = new ForumClient(host, new Token(host, "demo5", "user").ToString());
            await newcomer.PostAsync("topics/1/posts", new { body = "Held, with a casino." });
        }

        public Task InitializeAsync() => HoldAsync(Host);

        public async Task DisposeAsync() => await Host.DisposeAsync();
    }
}
