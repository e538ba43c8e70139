namespace LearningStudio.HostApi.Identity;

/// <summary>
/// Which tokens are taken, beside what ASP.NET Core reads from the same section: its issuers, audiences and keys.
/// </summary>
internal sealed class TokenOptions
{
    public const string Section = "Authentication:Schemes:Bearer";

    private static readonly string[] Symmetric = ["HS256", "HS384", "HS512"];

    private static readonly string[] Asymmetric =
    [
        "RS256",
        "RS384",
        "RS512",
        "PS256",
        "PS384",
        "PS512",
        "ES256",
        "ES384",
        "ES512",
    ];

    /// <summary>The algorithms; by default those of the kind of key that is configured, HS… for a secret, else RS…, PS… and ES….</summary>
    public string[] ValidAlgorithms { get; set; } = [];

    /// <summary>
    /// The values of <c>typ</c>; by default those of access tokens, <c>at+jwt</c> and <c>application/at+jwt</c>, and in
    /// Development <c>JWT</c> too, which <c>dotnet user-jwts</c> writes.
    /// </summary>
    public string[] ValidTypes { get; set; } = [];

    public bool HasKnownAlgorithms => ValidAlgorithms.All(name => Symmetric.Concat(Asymmetric).Contains(name));

    public bool HasTypes => !ValidTypes.Any(string.IsNullOrWhiteSpace);

    public static string UnknownAlgorithm =>
        $"{Section}:{nameof(ValidAlgorithms)} names an algorithm that is not one of {string.Join(", ", Symmetric)}, {string.Join(", ", Asymmetric)}.";

    public static string BlankType =>
        $"{Section}:{nameof(ValidTypes)} holds a blank value. Name a type such as at+jwt.";

    public void SetDefaults(IConfiguration bearer, IHostEnvironment environment)
    {
        if (ValidAlgorithms is [])
        {
            bool hasSecret = bearer.GetSection("SigningKeys").GetChildren().Any();
            bool hasIssuersKeys = bearer["Authority"] is not null || bearer["MetadataAddress"] is not null;
            ValidAlgorithms = [.. hasSecret ? Symmetric : [], .. hasIssuersKeys || !hasSecret ? Asymmetric : []];
        }

        if (ValidTypes is [])
        {
            ValidTypes = ["at+jwt", "application/at+jwt", .. environment.IsDevelopment() ? new[] { "JWT" } : []];
        }
    }
}
