using LearningStudio.HostApi.Import;

namespace LearningStudio.HostApi.Tests.Import;

public sealed class CommandLineTests
{
    [Fact]
    public void AbsolutePath_DoesNotSwallowTheSettingBehindIt() =>
        CommandLine
            .SettingsOf(["import", "/srv/dump", "--Repositories:Sqlite=x", "--site", "a"])
            .ShouldBe(["--Repositories:Sqlite=x"]);

    [Theory]
    [InlineData]
    [InlineData("--urls", "http://localhost:1")]
    [InlineData("/urls", "http://localhost:1")]
    public void WithoutACommand_AllConfigures(params string[] arguments) =>
        CommandLine.SettingsOf(arguments).ShouldBe(arguments);
}
