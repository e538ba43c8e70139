using LearningStudio.HostApi.Commands;
using LearningStudio.HostApi.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;

namespace LearningStudio.HostApi.Tests.Settings;

/// <summary>Which settings the host starts with, and by which name it refuses the others.</summary>
public sealed class StartTests
{
    private const string Bearer = "Authentication:Schemes:Bearer";
    private const string KeyRefusal = $"{Bearer}:SigningKeys:0:Value must be the base64 of at least 32 bytes";
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
            { "Production", "Redis:Configuration", "hunter2", "Redis:Configuration is not a setting" },
            { "Production", "Reddis", "hunter2", "Reddis is not a setting: write Redis." },
            { "Production", "Reddis", Unset, null },
            {
                "Production",
                "Redis_Configuration",
                "hunter2",
                "Redis_Configuration is not a setting: write Caching__Redis__Configuration"
            },
            { "Production", "REDIS_PORT_6379_TCP", "tcp://10.0.0.1:6379", null },
            {
                "Production",
                "ForwardedHeaders_KnownProxies_0",
                "hunter2",
                "ForwardedHeaders_KnownProxies_0 is not a setting: write ForwardedHeaders__KnownProxies__0"
            },
            {
                "Production",
                "Caching_Policies_forums_Enabled",
                "hunter2",
                "Caching_Policies_forums_Enabled is not a setting: write Caching__Policies__forums__Enabled"
            },
            { "Production", "Caching_Policies:forums:Enabled", "hunter2", "Caching_Policies is not a setting" },
            { "Production", "Caching_PoliciesOfOthers", "other", null },
            { "Production", "Authentication", "hunter2", "Authentication takes no value itself: it has " },
            { "Production", "Caching", "hunter2", "Caching takes no value itself: it has " },
            { "Production", "Cors", "hunter2", "Cors takes no value itself: it has Origins" },
            { "Production", "Cors:Origins", "hunter2", "Cors:Origins takes no value itself: it has entries" },
            { "Production", "Cors:Origins:0:Name", "hunter2", "Cors:Origins:0:Name is not a setting" },
            { "Production", "Demo", "hunter2", "Demo takes no value itself: it has Enabled" },
            { "Production", "Demo:Enabled:Really", "hunter2", "Demo:Enabled:Really is not a setting" },
            { "Production", "Environments", "hunter2", "Environments takes no value itself: it has entries" },
            { "Production", "HostOptions", "hunter2", "HostOptions takes no value itself: it has " },
            { "Production", "Migration", "false", "Migration takes no value itself: it has AtStart" },
            { "Production", "RateLimits", "false", "RateLimits takes no value itself: it has " },
            { "Production", "Shutdown", "hunter2", "Shutdown takes no value itself: it has Delay" },
            { "Production", "Warming", "hunter2", "Warming takes no value itself: it has Enabled" },
            {
                "Production",
                "ForwardedHeaders:KnownProxies",
                "127.0.0.1",
                "ForwardedHeaders:KnownProxies takes no value itself: it has entries"
            },
            {
                "Production",
                "ForwardedHeaders:KnownProxies:0:x",
                "hunter2",
                "ForwardedHeaders:KnownProxies:0:x is not a setting"
            },
            { "Production", "Demo:Enabled", "hunter2", "Demo:Enabled has a value that is no Boolean" },
            { "Development", "Demo:Enabled", "hunter2", "Demo:Enabled has a value that is no Boolean" },
            { "Production", "Warming:Enabled", "hunter2", "Warming:Enabled has a value that is no Boolean" },
            { "Production", "Migration:AtStart", "hunter2", "Migration:AtStart has a value that is no Boolean" },
            {
                "Production",
                "HostOptions:ShutdownTimeout",
                "hunter2",
                "HostOptions:ShutdownTimeout has a value that is no TimeSpan"
            },
            { "Production", "HostOptions:ShutdownTimeout", "00:00:20", null },
            { "Production", "Shutdown:Delay", "hunter2", "Shutdown:Delay has a value that is no TimeSpan" },
            { "Production", "Warming:Enabled", Unset, null },
            { "Production", "Shutdown:Delay", Unset, null },
            { "Production", $"{Bearer}:RequireHttpsMetadata", Unset, null },
            { "Production", "Shutdown:Delay", "5", "Shutdown:Delay must be from 00:00:00 to 00:05:00" },
            { "Production", "Shutdown:Delay", "00:05:00.001", "Shutdown:Delay must be from 00:00:00 to 00:05:00" },
            { "Production", "Shutdown:Delay", "-00:00:05", "Shutdown:Delay must be from 00:00:00 to 00:05:00" },
            { "Production", $"{Bearer}:SigningKeys:0:Value", "hunter2", KeyRefusal },
            { "Development", $"{Bearer}:SigningKeys:0:Value", "hunter2", KeyRefusal },
            { "Production", $"{Bearer}:SigningKeys:0:Value", Convert.ToBase64String(new byte[31]), KeyRefusal },
            { "Production", $"{Bearer}:SigningKeys:0:Value", Convert.ToBase64String(new byte[33]), null },
            { "Production", $"{Bearer}:Authority", "hunter2", $"{Bearer}:Authority must be an absolute https address" },
            {
                "Production",
                $"{Bearer}:Authority",
                "http://hunter2",
                $"{Bearer}:Authority must be an absolute https address"
            },
            { "Production", $"{Bearer}:Authority", "https://issuer.example", null },
            {
                "Development",
                $"{Bearer}:MetadataAddress",
                "/hunter2",
                $"{Bearer}:MetadataAddress must be an absolute https address"
            },
            {
                "Production",
                $"{Bearer}:RequireHttpsMetadata",
                "hunter2",
                $"{Bearer}:RequireHttpsMetadata has a value that is no Boolean"
            },
            {
                "Production",
                $"{Bearer}:BackchannelTimeout",
                "hunter2",
                $"{Bearer}:BackchannelTimeout has a value that is no TimeSpan"
            },
            { "Production", "Kubernetes:Service", "other", null },
            { "Production", "REPOSITORY_URL", "other", null },
            { "Production", "Cores", "4", null },
        };

    /// <summary>What a command needs outside Development, without any setting.</summary>
    public static TheoryData<string, int> Commanded =>
        new()
        {
            { CommandNames.Export, 1 },
            { CommandNames.GrantRole, 1 },
            { CommandNames.Import, 1 },
            { CommandNames.Lint, 0 },
            { CommandNames.Migrate, 1 },
            { CommandNames.Seed, 1 },
            { CommandNames.SetSubject, 1 },
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

    [Fact]
    public async Task OptionsThatCannotBeMade_AreRefusedAtTheStart()
    {
        await using ForumHost host = new()
        {
            Environment = "Production",
            Settings =
            {
                [$"{Bearer}:Authority"] = "https://issuer.example",
                [$"{Bearer}:BackchannelTimeout"] = "-00:00:05",
            },
        };

        Should.Throw<InvalidOperationException>(host.CreateClient);

        host.Logs.GetSnapshot()
            .Where(line => line.Level == LogLevel.Critical)
            .ShouldHaveSingleItem()
            .Message.ShouldStartWith($"The host does not start. {Bearer} has a value that cannot be used");
    }

    [Fact]
    public void AuthorityWithoutTls_NeedsToBeAskedFor()
    {
        IConfigurationRoot plain = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    [$"{Bearer}:Authority"] = "http://issuer.example",
                    [$"{Bearer}:RequireHttpsMetadata"] = "false",
                }
            )
            .Build();
        var development = new HostingEnvironment { EnvironmentName = "Development" };

        RequiredSettings.Errors(plain, development, command: null).ShouldBeEmpty();
        plain[$"{Bearer}:RequireHttpsMetadata"] = "true";
        RequiredSettings.Errors(plain, development, command: null).ShouldHaveSingleItem();
        RequiredSettings.Errors(plain, development, CommandNames.Migrate).ShouldBeEmpty();
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
        typeof(HostCommand)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(HostCommand)) && !type.IsAbstract)
            .Select(type => ((HostCommand)Activator.CreateInstance(type)!).Name)
            .ShouldBe(Commanded.Select(row => (string)row[0]), ignoreOrder: true);
}
