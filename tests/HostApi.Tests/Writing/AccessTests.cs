using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LearningStudio.HostApi.Tests.Writing;

/// <summary>Who may do what: each endpoint with each role.</summary>
public sealed class AccessTests(AccessTests.TokenHost token) : IClassFixture<AccessTests.TokenHost>
{
    private const string Issuer = "test-issuer";
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("0123456789abcdef0123456789abcdef");

    private readonly ForumHost _host = token.Host;

    // Columns: anonymous, a moderator's token without an account, user, moderator, admin, and a token without a role.
    [Theory]
    [InlineData("GET", "forums", null, 200, 200, 200, 200, 200, 200)]
    [InlineData("GET", "topics/1", null, 200, 200, 200, 200, 200, 200)]
    [InlineData("GET", "search?q=x", null, 200, 200, 200, 200, 200, 200)]
    [InlineData("POST", "topics", """{"forumId":2,"title":"t","body":"b"}""", 401, 403, 201, 201, 201, 403)]
    [InlineData("POST", "topics/1/posts", """{"body":"b"}""", 401, 403, 201, 201, 201, 403)]
    [InlineData("POST", "posts/1/edits", """{"body":"b"}""", 401, 403, 403, 403, 403, 403)]
    [InlineData("POST", "posts/1/reports", """{"reason":"b"}""", 401, 403, 202, 202, 202, 403)]
    [InlineData("GET", "moderation/queue", null, 401, 403, 403, 200, 200, 403)]
    [InlineData("GET", "moderation/analytics", null, 401, 403, 403, 200, 200, 403)]
    [InlineData("POST", "moderation/queue/99/approve", null, 401, 403, 403, 404, 404, 403)]
    [InlineData("POST", "moderation/queue/99/reject", null, 401, 403, 403, 404, 404, 403)]
    [InlineData("GET", "operations/figures", null, 401, 403, 403, 200, 200, 403)]
    [InlineData("GET", "operations/switches", null, 401, 403, 403, 200, 200, 403)]
    [InlineData("PUT", "operations/switches/users", """{"enabled":true}""", 401, 403, 403, 403, 200, 403)]
    [InlineData("POST", "operations/invalidations", """{"key":"x"}""", 401, 403, 403, 403, 204, 403)]
    public async Task Endpoint_AnswersEachRole(string method, string address, string? body, params int[] statuses)
    {
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
            using var client = new ForumClient(_host, credentials[i]);
            actual[i] = (await client.SendAsync(new HttpMethod(method), address, body)).Status;
        }

        actual.ShouldBe(statuses);
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

        await using ForumHost production = new()
        {
            Settings = { ["Demo:Enabled"] = "true" },
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
        public ForumHost Host { get; } =
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

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync() => await Host.DisposeAsync();
    }
}
