using LearningStudio.Moderation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace LearningStudio.HostApi.Tests.Commands;

public sealed class LintTests : IDisposable
{
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public async Task HostsOwnRules_HaveNoErrors()
    {
        (await LintAsync([])).ShouldBe(0, _output.ToString());

        _output.ToString().ShouldContain("0 errors");
    }

    [Fact]
    public async Task BadRule_IsInTheTableAndInTheExitCode()
    {
        (await LintAsync(new() { ["Moderation:Rules:bad:Pattern"] = "a++" })).ShouldBe(1);

        _output.ToString().ShouldContain("bad");
        _output.ToString().ShouldContain("possessive");
        _output.ToString().ShouldContain("1 errors");
    }

    [Fact]
    public async Task Warning_LeavesTheExitCode()
    {
        (await LintAsync(new() { ["Moderation:Rules:digits:Pattern"] = "[0-9]{4}" })).ShouldBe(0);

        _output.ToString().ShouldContain("digits");
        _output.ToString().ShouldContain("NoLiteral");
    }

    private async Task<int> LintAsync(Dictionary<string, string?> settings)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        await using ServiceProvider services = new ServiceCollection()
            .AddLearningStudioModeration(configuration.GetSection("Moderation"))
            .BuildServiceProvider();
        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(_output),
            }
        );
        console.Profile.Width = 300;
        return await services.RunAsync(console, ["lint"]);
    }
}
