using LearningStudio.HostApi.Tests.Load;

namespace LearningStudio.HostApi.Tests.Settings;

/// <summary>The start as an operator sees it: exit codes, and what the process writes.</summary>
public sealed class StartProcessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("start-");

    private Dictionary<string, string> Production =>
        new(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Authentication:Schemes:Bearer:SigningKeys:0:Value"] = Convert.ToBase64String(new byte[32]),
            ["Repositories:Sqlite"] = $"Data Source={Path.Combine(_folder.FullName, "forum.db")}",
        };

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("Repositories:Sqlite", "", "Repositories:PostgreSql and Repositories:Sqlite are both missing")]
    [InlineData("Caching:Policies:forums:Enabld", "hunter2", "Caching:Policies:forums:Enabld is not a setting")]
    [InlineData("Warming:Enabled", "hunter2", "Warming:Enabled has a value that is no Boolean")]
    [InlineData(
        "HostOptions:ShutdownTimeout",
        "hunter2",
        "HostOptions:ShutdownTimeout has a value that is no TimeSpan"
    )]
    [InlineData("Shutdown:Delay", "hunter2", "Shutdown:Delay has a value that is no TimeSpan")]
    [InlineData("Cors:Origins", "hunter2", "Cors:Origins takes no value itself")]
    [InlineData("ASPNETCORE_ENVIRONMENT", "Prod", "ASPNETCORE_ENVIRONMENT must be")]
    [InlineData("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true", "ASPNETCORE_FORWARDEDHEADERS_ENABLED must not be")]
    public async Task WrongSetting_EndsTheProcess(string setting, string value, string named)
    {
        Dictionary<string, string> settings = Production;
        settings[setting] = value;

        (int exitCode, string output) = await HostProcess.EndAsync(settings);

        exitCode.ShouldBe(2, output);
        output.ShouldContain(named);
        output.ShouldNotContain("hunter2");
        output.ShouldNotContain("   at ");
        _folder.GetFiles().ShouldBeEmpty("nothing is made before the settings are right");
    }

    [Fact]
    public async Task Lint_NeedsNoStoreAndNoKey()
    {
        var nothing = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
        };

        (int exitCode, string output) = await HostProcess.EndAsync(nothing, "lint");

        exitCode.ShouldBe(0, output);
    }

    [Fact]
    public async Task UnknownCommand_IsRefusedWithThoseThatThereAre()
    {
        (int exitCode, string output) = await HostProcess.EndAsync(Production, "imprt", "folder");

        exitCode.ShouldBe(2);
        output.ShouldContain("import <folder>");
    }

    [Fact]
    public async Task SettingBeforeACommand_LeavesItTheCommand()
    {
        await HostProcess.RunAsync(Production, "--Warming:Enabled=false", "migrate");

        _folder.GetFiles("forum.db").ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("Repositories:PostgreSql", "Host=127.0.0.1;Port=1;Username=hunter2;Password=hunter2;Database=hunter2")]
    [InlineData("Repositories:Sqlite", "Data Source=/proc/hunter2/forum.db")]
    public async Task DatabaseAway_IsOneLineWithTheSetting(string setting, string value)
    {
        Dictionary<string, string> settings = Production;
        settings["Repositories:Sqlite"] = "";
        settings[setting] = value;

        (int exitCode, string output) = await HostProcess.EndAsync(settings);

        exitCode.ShouldBe(1, output);
        output.ShouldContain($"the database of {setting} cannot be reached");
        output.ShouldNotContain("hunter2");
        output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Migration_MayBeAJobOfItsOwn()
    {
        Dictionary<string, string> settings = Production;
        settings["Migration:AtStart"] = "false";
        (int exitCode, string output) = await HostProcess.EndAsync(settings);
        exitCode.ShouldNotBe(0);
        output.ShouldContain("Run ForumSchema.MigrateAsync before the host starts.");

        await HostProcess.RunAsync(settings, "migrate");
        await using HostProcess host = await HostProcess.StartAsync(settings);

        await HostProcess.RunAsync(settings, "health", new Uri(host.Address, "/health/ready").AbsoluteUri);
        (exitCode, _) = await HostProcess.EndAsync(settings, "health", new Uri(host.Address, "/none").AbsoluteUri);
        exitCode.ShouldBe(1);
    }
}
