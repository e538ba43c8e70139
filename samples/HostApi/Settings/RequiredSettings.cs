using LearningStudio.HostApi.Commands;

namespace LearningStudio.HostApi.Settings;

/// <summary>
/// The settings that the host requires outside Development, where a default would lose data, let anybody in or fill a real database
/// with generated text, and everywhere keys and authorities that tokens can be checked with.
/// </summary>
internal static class RequiredSettings
{
    private const string Bearer = "Authentication:Schemes:Bearer";
    private const int MinKeyBytes = 32;

    /// <summary>One sentence for each setting that is missing, or that only Development may have.</summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="environment">The environment; its name must be known, whatever else is set.</param>
    /// <param name="command">What the host was started for; null to serve. Each needs only what it uses.</param>
    public static IEnumerable<string> Errors(
        IConfiguration configuration,
        IHostEnvironment environment,
        string? command
    )
    {
        if (!IsKnown(configuration, environment))
        {
            yield return "ASPNETCORE_ENVIRONMENT must be Development, Staging or Production, or a name that Environments lists.";
        }

        if (command is null)
        {
            foreach (string error in KeyErrors(configuration).Concat(AuthorityErrors(configuration)))
            {
                yield return error;
            }
        }

        if (environment.IsDevelopment())
        {
            yield break;
        }

        if (command is not CommandNames.Lint && !Has(configuration, "Repositories:PostgreSql", "Repositories:Sqlite"))
        {
            yield return "Repositories:PostgreSql and Repositories:Sqlite are both missing: give one. Only Development has a default.";
        }

        if (configuration.IsOn("Demo:Enabled", defaultValue: false))
        {
            yield return "Demo:Enabled must not be true: only Development may generate content.";
        }

        if (command is null)
        {
            foreach (string error in ServingErrors(configuration))
            {
                yield return error;
            }
        }
    }

    private static IEnumerable<string> ServingErrors(IConfiguration configuration)
    {
        bool hasKeys = configuration.GetSection($"{Bearer}:SigningKeys").GetChildren().Any(key => Has(key, "Value"));
        if (!hasKeys && !Has(configuration, $"{Bearer}:Authority", $"{Bearer}:MetadataAddress"))
        {
            yield return $"{Bearer}:SigningKeys:0:Value is missing, and so is {Bearer}:Authority: no token could be checked.";
        }

        // ASP.NET Core then trusts everybody who connects, and would count the hops twice beside the configured proxies.
        if (string.Equals(configuration["ForwardedHeaders_Enabled"], "true", StringComparison.OrdinalIgnoreCase))
        {
            yield return "ASPNETCORE_FORWARDEDHEADERS_ENABLED must not be true, since any client could then name its own address: list the proxies in ForwardedHeaders:KnownProxies or ForwardedHeaders:KnownNetworks.";
        }
    }

    private static IEnumerable<string> KeyErrors(IConfiguration configuration) =>
        configuration
            .GetSection($"{Bearer}:SigningKeys")
            .GetChildren()
            .Where(key => Has(key, "Value") && !IsKey(key["Value"]!))
            .Select(key => $"{key.Path}:Value must be the base64 of at least {MinKeyBytes} bytes.");

    private static IEnumerable<string> AuthorityErrors(IConfiguration configuration)
    {
        bool needsHttps = configuration.IsOn($"{Bearer}:RequireHttpsMetadata", defaultValue: true);
        return new[] { $"{Bearer}:Authority", $"{Bearer}:MetadataAddress" }
            .Where(setting => Has(configuration, setting) && !IsAddress(configuration[setting]!, needsHttps))
            .Select(setting =>
                $"{setting} must be an absolute https address; http needs {Bearer}:RequireHttpsMetadata=false."
            );
    }

    private static bool IsKey(string value)
    {
        byte[] key = new byte[value.Length];
        return Convert.TryFromBase64String(value, key, out int length) && length >= MinKeyBytes;
    }

    private static bool IsAddress(string value, bool needsHttps) =>
        Uri.TryCreate(value, UriKind.Absolute, out Uri? address)
        && (address.Scheme is "https" || (!needsHttps && address.Scheme is "http"));

    private static bool IsKnown(IConfiguration configuration, IHostEnvironment environment) =>
        environment.IsDevelopment()
        || environment.IsStaging()
        || environment.IsProduction()
        || configuration
            .GetSection("Environments")
            .GetChildren()
            .Any(name => environment.IsEnvironment(name.Value ?? ""));

    private static bool Has(IConfiguration configuration, params string[] settings) =>
        settings.Any(setting => !string.IsNullOrWhiteSpace(configuration[setting]));
}
