using LearningStudio.HostApi.Commands;

namespace LearningStudio.HostApi.Tests.Commands;

public sealed class HostCommandLineTests
{
    [Fact]
    public void AbsolutePath_DoesNotSwallowTheSettingBehindIt() =>
        HostCommandLine
            .Parse(["import", "/srv/dump", "--Repositories:Sqlite=x", "--site", "a"])
            .Settings.ShouldBe(["--Repositories:Sqlite=x"]);

    [Theory]
    [InlineData("migrate", 0, "migrate")]
    [InlineData("migrate", 1, "--Warming:Enabled=false", "migrate")]
    [InlineData("import", 1, "--Repositories:Sqlite=x", "import", "/srv/dump")]
    [InlineData("seed", 0, "seed", "--posts=10")]
    [InlineData("seed", 1, "--posts=10", "--Warming:Enabled=false", "seed")]
    [InlineData(null, 2, "--urls", "http://localhost:1")]
    [InlineData(null, 2, "/urls", "http://localhost:1")]
    [InlineData(null, 0)]
    public async Task Command_IsTheFirstThatIsNoSetting(string? command, int settings, params string[] arguments)
    {
        HostCommandLine commandLine = HostCommandLine.Parse(arguments);

        (commandLine.CommandName, commandLine.Settings.Count).ShouldBe((command, settings));
        (await commandLine.RunWithoutHostAsync(WideConsole.Over(TextWriter.Null))).ShouldBeNull();
    }

    [Theory]
    [InlineData(0, "import <folder>", "--help")]
    [InlineData(0, "seed [options]", "seed", "--help")]
    [InlineData(2, "import <folder>", "imprt", "folder")]
    [InlineData(2, "'more'", "lint", "more")]
    [InlineData(2, "'--urls'", "--urls", "http://localhost:1", "migrate")]
    [InlineData(2, "<address> must be absolute", "health", "localhost")]
    [InlineData(2, "Required argument missing", "health")]
    public async Task HelpAndWrongUsage_NeedNoHost(int exitCode, string expected, params string[] arguments)
    {
        using var output = new StringWriter();

        (await HostCommandLine.Parse(arguments).RunWithoutHostAsync(WideConsole.Over(output))).ShouldBe(exitCode);

        output.ToString().ShouldContain(expected);
    }
}
