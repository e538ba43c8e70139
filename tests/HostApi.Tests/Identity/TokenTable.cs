using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace LearningStudio.HostApi.Tests.Identity;

/// <summary>
/// Ways in which a moderator's token may differ, and what it then may do: "-" nothing but to read, "none" the same with an
/// account or a subject that is known to be nobody's, else the role.
/// </summary>
internal static class TokenTable
{
    /// <summary>A read, a write, moderation and operation, as each kind of caller is answered.</summary>
    public static IReadOnlyDictionary<string, int[]> Answers { get; } =
        new Dictionary<string, int[]>(StringComparer.Ordinal)
        {
            ["-"] = [200, 401, 401, 401],
            ["none"] = [200, 403, 403, 403],
            ["user"] = [200, 201, 403, 403],
            ["moderator"] = [200, 201, 200, 403],
            ["admin"] = [200, 201, 200, 204],
        };

    private static readonly Dictionary<string, (string Role, Action<Token> Change)> Rows = new(StringComparer.Ordinal)
    {
        ["as it is"] = ("moderator", _ => { }),
        // Time.
        ["expired for 59 s"] = ("moderator", t => Expire(t, -659)),
        ["expired for 61 s"] = ("-", t => Expire(t, -661)),
        ["valid in 59 s"] = ("moderator", t => Move(t, "nbf", 59)),
        ["valid in 61 s"] = ("-", t => Move(t, "nbf", 61)),
        ["ends before it begins"] = ("-", t => Move(t, "nbf", 601)),
        ["without end"] = ("-", t => t.Payload.Remove("exp")),
        ["an end that is no number"] = ("-", t => t.Payload["exp"] = "never"),
        ["without beginning"] = ("moderator", t => t.Payload.Remove("nbf")),
        // Algorithm and signature.
        ["alg none"] = ("-", t => Unsigned(t, "none")),
        ["alg None"] = ("-", t => Unsigned(t, "None")),
        ["alg left out"] = ("-", t => t.Header.Remove("alg")),
        ["no signature"] = ("-", t => t.Sign = _ => []),
        ["another's signature"] = ("-", t => t.Sign = signed => HMACSHA256.HashData(new byte[64], signed)),
        ["HS384"] = ("moderator", t => (t.Header["alg"], t.Sign) = ("HS384", Token.Hs384)),
        ["HS512"] = ("moderator", t => (t.Header["alg"], t.Sign) = ("HS512", Token.Hs512)),
        ["HS512 that is HS256"] = ("-", t => t.Header["alg"] = "HS512"),
        ["RS256 with the secret"] = ("-", t => t.Header["alg"] = "RS256"),
        ["HS1"] = ("-", t => t.Header["alg"] = "HS1"),
        // Type.
        ["typ JWT, in Development"] = ("moderator", t => t.Header["typ"] = "JWT"),
        ["typ application/at+jwt"] = ("moderator", t => t.Header["typ"] = "application/at+jwt"),
        ["typ logout+jwt"] = ("-", t => t.Header["typ"] = "logout+jwt"),
        ["typ left out"] = ("-", t => t.Header.Remove("typ")),
        // Issuer and audience.
        ["another audience"] = ("-", t => t.Payload["aud"] = "other"),
        ["several audiences"] = ("moderator", t => t.Payload["aud"] = new JsonArray("other", Token.Audience)),
        ["no audience"] = ("-", t => t.Payload.Remove("aud")),
        ["another issuer"] = ("-", t => t.Payload["iss"] = "other"),
        ["no issuer"] = ("-", t => t.Payload.Remove("iss")),
        // Subject.
        ["no sub"] = ("none", t => t.Payload.Remove("sub")),
        ["sub in another case"] = ("none", t => t.Payload["sub"] = "Demo9"),
        ["sub with a blank"] = ("none", t => t.Payload["sub"] = "demo9 "),
        ["sub with a NUL"] = ("none", t => t.Payload["sub"] = "demo9\0"),
        ["an empty sub"] = ("none", t => t.Payload["sub"] = ""),
        ["a long sub"] = ("none", t => t.Payload["sub"] = new string('d', 256)),
        ["a sub that is a number"] = ("none", t => t.Payload["sub"] = 9),
        ["several subs"] = ("-", t => t.Payload["sub"] = new JsonArray("demo9", "demo4")),
        ["sub of nobody"] = ("none", t => t.Payload["sub"] = "nobody"),
        ["unique_name beside no sub"] = ("none", t => (t.Payload["sub"], t.Payload["unique_name"]) = (null, "demo9")),
        // Role.
        ["no role"] = ("none", t => t.Payload.Remove("role")),
        ["a lower role than the account's"] = ("user", t => t.Payload["role"] = "user"),
        ["a higher role than the account's"] = ("moderator", t => t.Payload["role"] = "admin"),
        ["admin for a user"] = ("user", t => (t.Payload["sub"], t.Payload["role"]) = ("demo1", "admin")),
        ["moderator for a user"] = ("user", t => t.Payload["sub"] = "demo1"),
        ["admin for an admin"] = ("admin", t => (t.Payload["sub"], t.Payload["role"]) = ("demo4", "admin")),
        ["lead for an admin"] = ("moderator", t => (t.Payload["sub"], t.Payload["role"]) = ("demo4", "lead")),
        ["admin for a lead"] = ("moderator", t => (t.Payload["sub"], t.Payload["role"]) = ("demo14", "admin")),
        ["a role that is none"] = ("none", t => t.Payload["role"] = "superuser"),
        ["a role in another case"] = ("none", t => t.Payload["role"] = "Moderator"),
        ["a role as a number"] = ("none", t => t.Payload["role"] = 1),
        ["a role as an object"] = ("none", t => t.Payload["role"] = new JsonObject { ["name"] = "moderator" }),
        ["several roles"] = ("moderator", t => t.Payload["role"] = new JsonArray("user", "moderator", "other")),
        ["roles in a list of lists"] = ("none", t => t.Payload["role"] = new JsonArray(new JsonArray("moderator"))),
        ["a claim of the role twice"] = ("moderator", t => t.More = ",\"role\":\"moderator\""),
        ["role under another name"] = (
            "none",
            t =>
            {
                t.Payload.Remove("role");
                t.Payload["roles"] = "moderator";
                t.Payload["http://schemas.microsoft.com/ws/2008/06/identity/claims/role"] = "moderator";
            }
        ),
    };

    public static TheoryData<string> Names => [.. Rows.Keys];

    /// <summary>The token of a row, and what it may do.</summary>
    public static (string Role, Token Token) Make(string row, ForumHost host) =>
        (Rows[row].Role, new Token(host).With(Rows[row].Change));

    private static void Move(Token token, string claim, long seconds) =>
        token.Payload[claim] = token.Payload[claim]!.GetValue<long>() + seconds;

    private static void Expire(Token token, long seconds)
    {
        Move(token, "nbf", -1000);
        Move(token, "exp", seconds);
    }

    private static void Unsigned(Token token, string algorithm)
    {
        token.Header["alg"] = algorithm;
        token.Sign = _ => [];
    }
}
