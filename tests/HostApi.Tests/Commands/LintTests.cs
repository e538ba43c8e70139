using LearningStudio.HostApi.Commands;
using LearningStudio.HostApi.Commands.Import;
using LearningStudio.HostApi.Commands.Seed;
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
    public void HostsOwnRules_HaveNoErrors()
    {
        Lint([]).ShouldBe(0, _output.ToString());

        _output.ToString().ShouldContain("0 errors");
    }

    [Fact]
    public void BadRule_IsInTheTableAndInTheExitCode()
    {
        Lint(new() { ["Moderation:Rules:bad:Pattern"] = "a++" }).ShouldBe(1);

        _output.ToString().ShouldContain("bad");
        _output.ToString().ShouldContain("possessive");
        _output.ToString().ShouldContain("1 errors");
    }

    [Fact]
    public void Warning_LeavesTheExitCode()
    {
        Lint(new() { ["Moderation:Rules:digits:Pattern"] = "[0-9]{4}" }).ShouldBe(0);

        _output.ToString().ShouldContain("digits");
        _output.ToString().ShouldContain("NoLiteral");
    }

    private int Lint(Dictionary<string, string?> settings)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        using ServiceProvider services = new ServiceCollection()
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
        return services.Lint(console);
    }
}
