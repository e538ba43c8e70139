using LearningStudio.HostApi.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;

namespace LearningStudio.HostApi.Tests.Settings;

/// <summary>Which settings the host starts with, and by which name it refuses the others.</summary>
public sealed class StartTests
{
    private const string Bearer = "Authentication:Schemes:Bearer";
    private const string Unset = "";
    private static readonly string Key = Convert.ToBase64String(new byte[32]);

    /// <summary>An environment, what is set beside what it needs, and what the refusal begins with; null where it starts.</summary>
    public static TheoryData<string, string, string, string?> Starts { get; } =
        new()
        {
            { "Production", "", "", null },
            { "Staging", "", "", null },
            { "Development", "", "", null },
            { "PRODUCTION", "", "", null },
            { "Prod", "", "", "ASPNETCORE_ENVIRONMENT must be" },
            { "Development1", "", "", "ASPNETCORE_ENVIRONMENT must be" },
            { "Canary", "Environments:0", "Canary", null },
            { "Canary", "Environments:0", "Canaries", "ASPNETCORE_ENVIRONMENT must be" },
            {
                "Production",
                "Repositories:Sqlite",
                Unset,
                "Repositories:PostgreSql and Repositories:Sqlite are both missing"
            },
            {
                "Staging",
                "Repositories:Sqlite",
                Unset,
                "Repositories:PostgreSql and Repositories:Sqlite are both missing"
            },
            { "Production", "Repositories:PostgreSql", Unset, null },
            { "Production", $"{Bearer}:SigningKeys:0:Value", Unset, $"{Bearer}:SigningKeys:0:Value is missing" },
            { "Staging", $"{Bearer}:SigningKeys:0:Value", Unset, $"{Bearer}:SigningKeys:0:Value is missing" },
            { "Development", $"{Bearer}:SigningKeys:0:Value", Unset, null },
            { "Production", "Demo:Enabled", "true", "Demo:Enabled must not be true" },
            { "Staging", "Demo:Enabled", "true", "Demo:Enabled must not be true" },
            {
                "Production",
                "ForwardedHeaders_Enabled",
                "true",
                "ASPNETCORE_FORWARDEDHEADERS_ENABLED must not be true"
            },
            { "Production", "ForwardedHeaders_Enabled", "false", null },
            { "Development", "ForwardedHeaders_Enabled", "true", null },
            { "Production", "Repositories:PostgreSQL_", "hunter2", "Repositories:PostgreSQL_ is not a setting" },
            { "Development", "Repositories:PostgreSQL_", "hunter2", "Repositories:PostgreSQL_ is not a setting" },
            {
                "Production",
                "Repositorys:PostgreSql",
                "hunter2",
                "Repositorys is not a section of the settings: write Repositories"
            },
            {
                "Production",
                "Repositories_PostgreSql",
                "hunter2",
                "Repositories_PostgreSql is not a setting: write Repositories__PostgreSql"
            },
            { "Production", "Cachng:Enabled", "hunter2", "Cachng is not a section of the settings: write Caching" },
            { "Production", "Cahcing:Enabled", "hunter2", "Cahcing is not a section of the settings: write Caching" },
            { "Production", "Caching:Enabld", "hunter2", "Caching:Enabld is not a setting" },
            {
                "Production",
                "Caching:Policies:forums:Expire",
                "hunter2",
                "Caching:Policies:forums:Expire is not a setting"
            },
            { "Production", "Caching:Limits:Capacity", "hunter2", "Caching:Limits:Capacity is not a setting" },
            { "Production", "Caching:Redis:Config", "hunter2", "Caching:Redis:Config is not a setting" },
            {
                "Production",
                "Caching:DefaultExpiration",
                "hunter2",
                "Caching:DefaultExpiration has a value that is no TimeSpan"
            },
            { "Production", "Caching:DefaultExpiration", "-1", "Caching: " },
            { "Production", "CACHING:ENABLED", "true", null },
            { "Production", "Moderation:Rules:a:Patern", "hunter2", "Moderation:Rules:a:Patern is not a setting" },
            { "Production", "Statistics:SiteExpire", "hunter2", "Statistics:SiteExpire is not a setting" },
            {
                "Production",
                "RateLimit:Enabled",
                "hunter2",
                "RateLimit is not a section of the settings: write RateLimits"
            },
            { "Production", "RateLimits:ReadPerSecond", "hunter2", "RateLimits:ReadPerSecond is not a setting" },
            { "Production", "RateLimits:ReadBurst", "0", "RateLimits: " },
            { "Production", "Cors:Origin", "hunter2", "Cors:Origin is not a setting" },
            { "Production", "Warming:Enable", "hunter2", "Warming:Enable is not a setting" },
            { "Production", "Demo:Enable", "hunter2", "Demo:Enable is not a setting" },
            { "Production", "Migration:OnStart", "hunter2", "Migration:OnStart is not a setting" },
            { "Production", "Shutdown:Dely", "hunter2", "Shutdown:Dely is not a setting" },
            { "Production", "HostOptions:ShutdownTimout", "hunter2", "HostOptions:ShutdownTimout is not a setting" },
            {
                "Production",
                "ForwardedHeaders:KnownProxy:0",
                "hunter2",
                "ForwardedHeaders:KnownProxy is not a setting"
            },
            { "Production", "ForwardedHeaders:KnownProxies:0", "hunter2", "ForwardedHeaders: " },
            { "Production", "ForwardedHeaders:KnownNetworks:0", "10.0.0.0/40", "ForwardedHeaders: " },
            { "Production", "ForwardedHeaders:ForwardLimit", "0", "ForwardedHeaders: " },
            { "Production", $"{Bearer}:ValidIsuer", "hunter2", $"{Bearer}:ValidIsuer is not a setting" },
            {
                "Production",
                $"{Bearer}:SigningKeys:0:Valu",
                "hunter2",
                $"{Bearer}:SigningKeys:0:Valu is not a setting"
            },
            {
                "Production",
                "Authentication:Schemes:Bearr:Authority",
                "hunter2",
                "Authentication:Schemes:Bearr is not a setting"
            },
            { "Production", "Autentication:Schemes:Bearer:Authority", "hunter2", "Autentication is not a section" },
            { "Production", "Kubernetes:Service", "other", null },
            { "Production", "REPOSITORY_URL", "other", null },
            { "Production", "Cores", "4", null },
        };

    /// <summary>What a command needs outside Development, without any setting.</summary>
    public static TheoryData<string, int> Commanded =>
        new()
        {
            { Commands.Export, 1 },
            { Commands.GrantRole, 1 },
            { Commands.Import, 1 },
            { Commands.Lint, 0 },
            { Commands.Migrate, 1 },
            { Commands.Seed, 1 },
            { Commands.SetSubject, 1 },
        };

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task Start_IsRefusedByTheNameOfTheSetting(
        string environment,
        string setting,
        string value,
        string? refusal
    )
    {
        await using ForumHost host = new()
        {
            Environment = environment,
            Settings = { [$"{Bearer}:SigningKeys:0:Value"] = Key },
        };
        if (setting.Length > 0)
        {
            host.Settings[setting] = value;
        }

        if (refusal is null)
        {
            using HttpClient client = host.CreateClient();
            (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode.ShouldBeTrue();
        }
        else
        {
            Should.Throw<InvalidOperationException>(host.CreateClient);
        }

        string[] told =
        [
            .. host.Logs.GetSnapshot().Where(line => line.Level == LogLevel.Critical).Select(line => line.Message),
        ];
        told.Any(line => line.StartsWith($"The host does not start. {refusal}", StringComparison.Ordinal))
            .ShouldBe(refusal is not null, string.Join('\n', told));
        told.ShouldAllBe(line => !line.Contains("hunter2"));
    }

    [Theory]
    [MemberData(nameof(Commanded))]
    public void Command_NeedsOnlyWhatItUses(string command, int missing)
    {
        IConfigurationRoot nothing = new ConfigurationBuilder().Build();

        RequiredSettings
            .Errors(nothing, new HostingEnvironment { EnvironmentName = "Production" }, command)
            .Count()
            .ShouldBe(missing);
        RequiredSettings
            .Errors(nothing, new HostingEnvironment { EnvironmentName = "Development" }, command)
            .ShouldBeEmpty();
    }

    [Fact]
    public void EveryCommand_IsInTheTable() =>
        Commands.All.Except([Commands.Health]).ShouldBe(Commanded.Select(row => (string)row[0]), ignoreOrder: true);
}
