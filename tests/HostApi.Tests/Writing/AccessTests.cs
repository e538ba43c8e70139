using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LearningStudio.HostApi.Tests.Writing;

/// <summary>Who may do what: each endpoint with each role.</summary>
public sealed class AccessTests(AccessTests.TokenHost token) : IClassFixture<AccessTests.TokenHost>
{
    private const string Issuer = "test-issuer";
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("0123456789abcdef0123456789abcdef");

    private readonly ForumHost _host = token.Host;

    [Theory]
    [MemberData(nameof(AccessTable.Rows), MemberType = typeof(AccessTable))]
    public async Task Endpoint_AnswersEachRole(string method, string address, string? body, int[] statuses)
    {
        await using ForumHost? own = AccessTable.Changes(method, address) ? TokenHost.Create() : null;
        ForumHost host = own ?? _host;
        if (own is not null)
        {
            await TokenHost.HoldAsync(own);
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

    [Theory]
    [InlineData("wrong-issuer", "test")]
    [InlineData(Issuer, "wrong-audience")]
    public async Task ForeignToken_IsRefused(string issuer, string audience)
    {
        using var client = new ForumClient(_host, Bearer("demo4", "admin", issuer, audience));

        (await client.SendAsync(HttpMethod.Get, "moderation/queue")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task DemoScheme_ExistsInDevelopmentAlone()
    {
        using (var development = new ForumClient(_host, "Demo demo4"))
        {
            (await development.SendAsync(HttpMethod.Get, "moderation/queue")).Status.ShouldBe(200);
        }

        await using ForumHost production = new(_host)
        {
            Settings = { ["Authentication:Schemes:Bearer:SigningKeys:0:Value"] = Convert.ToBase64String(Key) },
            Environment = "Production",
        };
        using var client = new ForumClient(production, "Demo demo4");
        (await client.SendAsync(HttpMethod.Get, "moderation/queue")).Status.ShouldBe(401);
    }

    private static string Bearer(string name, string? role = null, string issuer = Issuer, string audience = "test")
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = name };
        if (role is not null)
        {
            claims["role"] = role;
        }

        string token = new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = issuer,
                Audience = audience,
                Claims = claims,
                Expires = DateTime.MaxValue.AddYears(-1),
                SigningCredentials = new SigningCredentials(
                    new SymmetricSecurityKey(Key),
                    SecurityAlgorithms.HmacSha256
                ),
            }
        );
        return "Bearer " + token;
    }

    /// <summary>A host that accepts tokens of a known key.</summary>
    public sealed class TokenHost : IAsyncLifetime
    {
        public ForumHost Host { get; } = Create();

        public static ForumHost Create() =>
            new()
            {
                Settings =
                {
                    ["Demo:Enabled"] = "true",
                    ["Authentication:Schemes:Bearer:ValidIssuer"] = Issuer,
                    ["Authentication:Schemes:Bearer:ValidAudiences:0"] = "test",
                    ["Authentication:Schemes:Bearer:SigningKeys:0:Issuer"] = Issuer,
                    ["Authentication:Schemes:Bearer:SigningKeys:0:Value"] = Convert.ToBase64String(Key),
                },
            };

        /// <summary>Has a post wait for approval: reviews 1 and 2.</summary>
        public static async Task HoldAsync(ForumHost host)
        {
            using var newcomer = new ForumClient(host, Bearer("demo5", "user"));
            await newcomer.PostAsync("topics/1/posts", new { body = "Held, with a casino." });
        }

        public Task InitializeAsync() => HoldAsync(Host);

        public async Task DisposeAsync() => await Host.DisposeAsync();
    }
}
