using System.Text.RegularExpressions;

namespace LearningStudio.HostApi.Tests.Container;

/// <summary>What the image and its services may do, as far as their files tell.</summary>
public sealed partial class ContainerFileTests
{
    private static readonly string[] Built = ["host", "migrate"];
    private static readonly string[] Internal = ["migrate", "redis", "postgres", "backup"];

    public static TheoryData<string> Services => [.. Compose().Keys];

    [Fact]
    public void Image_IsPinnedAndHasNeitherRootNorTools()
    {
        string[] lines = File.ReadAllLines(Checkout.PathOf("Dockerfile"));

        string from = lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)).ShouldHaveSingleItem();
        Pinned().IsMatch(from).ShouldBeTrue(from);
        from.ShouldContain("chiseled");
        lines.Where(line => line.StartsWith("USER ", StringComparison.Ordinal)).ShouldBe(["USER 10001:10001"]);
        lines.ShouldNotContain(line => line.StartsWith("RUN ", StringComparison.Ordinal));
        lines.ShouldNotContain(line => line.Contains("curl") || line.Contains("apt-get"));
        lines.ShouldContain(line => line.StartsWith("HEALTHCHECK ") && line.Contains("[\"/app/HostApi\", \"health\","));
    }

    [Fact]
    public void Services_AreThoseOfTheTests() =>
        Compose().Keys.ShouldBe(["host", "migrate", "redis", "postgres", "backup"], ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_HasNoMoreRightsThanItNeeds(string name)
    {
        string service = Compose()[name];
        string shared = Anchor();

        service.ShouldContain("<<: *hardened");
        shared.ShouldContain("read_only: true");
        shared.ShouldContain("cap_drop: [ALL]");
        shared.ShouldContain("no-new-privileges:true");
        foreach (string right in new[] { "privileged", "cap_add", "network_mode", "docker.sock", "read_only: false" })
        {
            service.ShouldNotContain(right);
        }

        Regex
            .IsMatch(service, """user: "\d+:\d+" """.Trim(), RegexOptions.None, TimeSpan.FromSeconds(1))
            .ShouldBeTrue();
        service.ShouldContain("mem_limit: ");
        service.ShouldContain("pids_limit: ");
        service.ShouldContain("tmpfs: [");
        (Built.Contains(name) ? service.Contains("build: .") : Pinned().IsMatch(service)).ShouldBeTrue();
    }

    [Fact]
    public void ServersOfTheHost_AreOnANetworkOfTheirOwn()
    {
        Dictionary<string, string> services = Compose();

        foreach (string name in Internal)
        {
            services[name].ShouldContain("networks: [back]");
            services[name].ShouldNotContain("ports:");
        }

        services["host"].ShouldContain("127.0.0.1:8080:8080");
        File.ReadAllText(Checkout.PathOf("compose.yaml")).ShouldContain("  back:\n    internal: true\n");
    }

    [Fact]
    public void Host_ServesUnderTheRoleThatOwnsNothingOnceTheOwnerHasMigrated()
    {
        Dictionary<string, string> services = Compose();

        services["host"].ShouldContain("Username=forum_app;");
        services["host"].ShouldContain("Migration__AtStart: \"false\"");
        services["host"].ShouldContain("migrate: { condition: service_completed_successfully }");
        services["host"].ShouldNotContain("FORUM_OWNER_PASSWORD");
        services["host"].ShouldNotContain("POSTGRES_PASSWORD");
        services["host"].ShouldNotContain("FORWARDEDHEADERS_ENABLED");
        services["host"].ShouldContain("user=cache,password=");
        services["migrate"].ShouldContain("Username=forum_owner;");
        services["migrate"].ShouldContain("command: [migrate]");
    }

    [Fact]
    public void EverySecret_ComesFromTheEnvironmentAndHasALineInTheExample()
    {
        string[] named =
        [
            .. Variable()
                .Matches(File.ReadAllText(Checkout.PathOf("compose.yaml")))
                .Select(match => match.Groups[1].Value)
                .Distinct(),
        ];

        File.ReadAllLines(Checkout.PathOf(".env.example"))
            .Where(line => !line.StartsWith('#'))
            .ShouldBe(named.Select(name => name + "="), ignoreOrder: true);
    }

    /// <summary>The text of each service by its name.</summary>
    private static Dictionary<string, string> Compose() =>
        Service()
            .Matches(
                File.ReadAllText(Checkout.PathOf("compose.yaml")).Split("\nservices:\n")[1].Split("\nnetworks:\n")[0]
            )
            .ToDictionary(match => match.Groups["name"].Value, match => match.Value, StringComparer.Ordinal);

    private static string Anchor() =>
        File.ReadAllText(Checkout.PathOf("compose.yaml")).Split("x-hardened: &hardened\n")[1].Split("\nservices:")[0];

    [GeneratedRegex(@"\S+:\S+@sha256:[0-9a-f]{64}\s*$", RegexOptions.Multiline, 1000)]
    private static partial Regex Pinned();

    [GeneratedRegex(@"^  (?<name>\w+):\n(?:(?:    .*)?\n|  +#.*\n)+", RegexOptions.Multiline, 1000)]
    private static partial Regex Service();

    [GeneratedRegex(@"\$\{(\w+)", RegexOptions.None, 1000)]
    private static partial Regex Variable();
}
