using System.Security.Cryptography;
using System.Text;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Writing;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace LearningStudio.HostApi.Tests.Identity;

/// <summary>What a token may do: no more than it says, and no more than its account may.</summary>
public sealed class TokenTests(TokenHost tokens) : IClassFixture<TokenHost>
{
    private const string Bearer = "Authentication:Schemes:Bearer:";

    [Theory]
    [MemberData(nameof(TokenTable.Names), MemberType = typeof(TokenTable))]
    public async Task Token_MayDoAsItsRowSays(string row)
    {
        (string role, Token token) = TokenTable.Make(row, tokens.Host);

        (await EndpointClasses.AskAsync(tokens.Host, token.ToString())).ShouldBe(TokenTable.Answers[role]);
    }

    [Theory]
    [InlineData("at+jwt", "moderator")]
    [InlineData("application/at+jwt", "moderator")]
    [InlineData("JWT", "-")]
    public async Task OutsideDevelopment_AccessTokensAloneAreTaken(string type, string role)
    {
        await using ForumHost host = TokenHost.Create("Production");
        Token token = new Token(host).With(t => t.Header["typ"] = type);

        (await EndpointClasses.AskAsync(host, token.ToString())).ShouldBe(TokenTable.Answers[role]);
    }

    [Fact]
    public async Task Types_AreThoseOfTheSetting()
    {
        await using ForumHost host = TokenHost.Create("Production", settings: (Bearer + "ValidTypes:0", "JWT"));

        foreach ((string type, string role) in new[] { ("JWT", "moderator"), ("at+jwt", "-") })
        {
            Token token = new Token(host).With(t => t.Header["typ"] = type);
            (await EndpointClasses.AskAsync(host, token.ToString())).ShouldBe(TokenTable.Answers[role], type);
        }
    }

    [Fact]
    public async Task Algorithms_AreThoseOfTheSetting()
    {
        await using ForumHost host = TokenHost.Create(settings: (Bearer + "ValidAlgorithms:0", "HS256"));

        (await EndpointClasses.AskAsync(host, new Token(host).ToString())).ShouldBe(TokenTable.Answers["moderator"]);
        Token other = new Token(host).With(t => (t.Header["alg"], t.Sign) = ("HS512", Token.Hs512));
        (await EndpointClasses.AskAsync(host, other.ToString())).ShouldBe(TokenTable.Answers["-"]);
    }

    // The classic confusion: everybody knows the public key, and may sign with it as if it were a secret.
    [Fact]
    public async Task PublicKey_IsNoSecret()
    {
        using var rsa = RSA.Create(2048);
        var key = new RsaSecurityKey(rsa);
        await using ForumHost host = TokenHost.Create(
            services: services =>
                services.PostConfigure<JwtBearerOptions>(
                    JwtBearerDefaults.AuthenticationScheme,
                    options => options.TokenValidationParameters.IssuerSigningKeys = [key]
                ),
            settings: [(Bearer + "ValidAlgorithms:0", "RS256"), (Bearer + "ValidAlgorithms:1", "HS256")]
        );
        byte[] published = Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem());

        Token honest = new Token(host).With(t =>
        {
            t.Header["alg"] = "RS256";
            t.Sign = signed => rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        });
        (await EndpointClasses.AskAsync(host, honest.ToString())).ShouldBe(TokenTable.Answers["moderator"]);
        foreach (byte[] secret in new[] { published, rsa.ExportSubjectPublicKeyInfo(), rsa.ExportRSAPublicKey() })
        {
            Token forged = new Token(host).With(t => t.Sign = signed => HMACSHA256.HashData(secret, signed));
            (await EndpointClasses.AskAsync(host, forged.ToString())).ShouldBe(TokenTable.Answers["-"]);
        }
    }

    [Theory]
    [InlineData("ValidIssuer")]
    [InlineData("ValidAudiences:0")]
    public async Task WithoutIssuerOrAudienceToCompare_NoTokenIsTaken(string setting)
    {
        await using ForumHost host = TokenHost.Create("Production");
        host.Settings.Remove(Bearer + setting);

        (await EndpointClasses.AskAsync(host, new Token(host).ToString())).ShouldBe(TokenTable.Answers["-"]);
    }

    [Theory]
    [InlineData("ValidAlgorithms:0", "none", "ValidAlgorithms names an algorithm that is not one of HS256")]
    [InlineData("ValidAlgorithms:0", "hs256", "ValidAlgorithms names an algorithm that is not one of HS256")]
    [InlineData("ValidTypes:0", " ", "ValidTypes holds a blank value")]
    public async Task WrongSetting_StopsTheStart(string setting, string value, string error)
    {
        await using ForumHost host = TokenHost.Create(settings: (Bearer + setting, value));

        Should.Throw<InvalidOperationException>(host.CreateClient);

        host.Logs.GetSnapshot()
            .Single(line => line.Level == LogLevel.Critical)
            .Message.ShouldStartWith($"The host does not start. {Bearer}{error}");
    }

    [Fact]
    public async Task RoleAndUse_AreTheAccountsAtEachRequest()
    {
        await using ForumHost host = TokenHost.Create();
        string token = new Token(host).ToString();
        long id = (await host.Get<IUserRepository>().FindAccountAsync("demo9"))!.Id;

        (await EndpointClasses.AskAsync(host, token)).ShouldBe(TokenTable.Answers["moderator"]);
        await WriteAsync(host, (users, ct) => users.SetRoleAsync(id, AccountRole.User, ct));
        (await EndpointClasses.AskAsync(host, token)).ShouldBe(TokenTable.Answers["user"], "dismissed");
        await WriteAsync(host, (users, ct) => users.SetRoleAsync(id, AccountRole.Admin, ct));
        (await EndpointClasses.AskAsync(host, token)).ShouldBe(TokenTable.Answers["moderator"], "the token's own role");
        await WriteAsync(host, (users, ct) => users.DeactivateAsync(id, ct));
        (await EndpointClasses.AskAsync(host, token)).ShouldBe(TokenTable.Answers["none"], "out of use");
    }

    [Fact]
    public async Task BoundSubject_TakesTheNamesPlace()
    {
        await using ForumHost host = TokenHost.Create();
        long id = (await host.Get<IUserRepository>().FindAccountAsync("demo9"))!.Id;
        await WriteAsync(host, (users, ct) => users.SetSubjectAsync(id, "sso|9", ct));

        string bound = new Token(host, "sso|9").ToString();
        (await EndpointClasses.AskAsync(host, bound)).ShouldBe(TokenTable.Answers["moderator"]);
        string named = new Token(host, "demo9").ToString();
        (await EndpointClasses.AskAsync(host, named)).ShouldBe(
            TokenTable.Answers["none"],
            "the name is nobody's subject"
        );
    }

    [Fact]
    public async Task Account_IsReadOnceARequestAndNeverForAnonymousOnes()
    {
        using HttpClient client = tokens.Host.CreateClient();
        var address = new Uri("/api/v1/topics/2", UriKind.Relative);

        async Task<string> CountAsync(string? credentials)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("Authorization", credentials);
            using HttpResponseMessage answer = await client.SendAsync(request);
            return answer.Headers.GetValues("X-Statement-Count").Single();
        }

        await CountAsync(null);
        (await CountAsync(null)).ShouldBe("0");
        (await CountAsync("Bearer nonsense")).ShouldBe("0");
        (await CountAsync(new Token(tokens.Host, "nobody").ToString())).ShouldBe("1");
        (await CountAsync(new Token(tokens.Host).ToString())).ShouldBe("3", "the account, and a page past the cache");
    }

    private static Task<bool> WriteAsync(ForumHost host, Func<IUserWriter, CancellationToken, Task<bool>> write) =>
        host.Get<IForumUnitOfWork>().ExecuteAsync((session, ct) => write(session.Users, ct));
}
