using LearningStudio.HostApi.Commands;

namespace LearningStudio.HostApi.Tests.Commands;

public sealed class CommandLineTests
{
    [Fact]
    public void AbsolutePath_DoesNotSwallowTheSettingBehindIt() =>
        CommandLine
            .SettingsOf(["import", "/srv/dump", "--Repositories:Sqlite=x", "--site", "a"])
            .ShouldBe(["--Repositories:Sqlite=x"]);

    [Theory]
    [InlineData("migrate", "", "migrate")]
    [InlineData("migrate", "--Warming:Enabled=false", "--Warming:Enabled=false", "migrate")]
    [InlineData("import", "--Repositories:Sqlite=x /srv/dump", "--Repositories:Sqlite=x", "import", "/srv/dump")]
    [InlineData("seed", "--posts 10", "--posts", "10", "seed")]
    [InlineData(null, "--urls http://localhost:1", "--urls", "http://localhost:1")]
    [InlineData(null, "")]
    public void Command_IsTheFirstThatIsNoSetting(string? command, string others, params string[] arguments)
    {
        CommandLine.CommandOf(arguments).ShouldBe(command);
        string.Join(' ', CommandLine.ArgumentsOf(arguments)).ShouldBe(others);
    }

    [Theory]
    [InlineData]
    [InlineData("--urls", "http://localhost:1")]
    [InlineData("/urls", "http://localhost:1")]
    public void WithoutACommand_AllConfigures(params string[] arguments) =>
        CommandLine.SettingsOf(arguments).ShouldBe(arguments);
}
