using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace LearningStudio.HostApi.Tests.Identity;

/// <summary>A token of which a test changes what it likes, made by hand: no library would write most of them.</summary>
internal sealed class Token
{
    public const string Issuer = "test-issuer";
    public const string Audience = "test";

    private static readonly byte[] Secret = Encoding.ASCII.GetBytes(
        string.Concat(Enumerable.Repeat("0123456789abcdef", 4))
    );

    public Token(ForumHost host, string subject = "demo9", string? role = "moderator")
    {
        long now = host.Clock.GetUtcNow().ToUnixTimeSeconds();
        Payload = new JsonObject
        {
            ["iss"] = Issuer,
            ["aud"] = Audience,
            ["sub"] = subject,
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + 600,
        };
        if (role is not null)
        {
            Payload["role"] = role;
        }
    }

    public JsonObject Header { get; } = new() { ["alg"] = "HS256", ["typ"] = "at+jwt" };

    public JsonObject Payload { get; }

    /// <summary>What stands before the end of the payload, such as a claim that is there already.</summary>
    public string More { get; set; } = "";

    public Func<byte[], byte[]> Sign { get; set; } = signed => HMACSHA256.HashData(Secret, signed);

    /// <summary>The settings of a host that takes such tokens.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Settings =>
        [
            new("Authentication:Schemes:Bearer:ValidIssuer", Issuer),
            new("Authentication:Schemes:Bearer:ValidAudiences:0", Audience),
            new("Authentication:Schemes:Bearer:SigningKeys:0:Issuer", Issuer),
            new("Authentication:Schemes:Bearer:SigningKeys:0:Value", Convert.ToBase64String(Secret)),
        ];

    public static byte[] Hs384(byte[] signed) => HMACSHA384.HashData(Secret, signed);

    public static byte[] Hs512(byte[] signed) => HMACSHA512.HashData(Secret, signed);

    public Token With(Action<Token> change)
    {
        change(this);
        return this;
    }

    /// <summary>What the header Authorization says.</summary>
    public override string ToString()
    {
        string payload = Payload.ToJsonString()[..^1] + More + "}";
        string signed = $"{Base64UrlEncoder.Encode(Header.ToJsonString())}.{Base64UrlEncoder.Encode(payload)}";
        return $"Bearer {signed}.{Base64UrlEncoder.Encode(Sign(Encoding.ASCII.GetBytes(signed)))}";
    }
}
