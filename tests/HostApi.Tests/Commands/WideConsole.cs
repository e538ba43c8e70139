using Spectre.Console;

namespace LearningStudio.HostApi.Tests.Commands;

/// <summary>A console so wide that no message is wrapped.</summary>
internal sealed class WideConsole : IAnsiConsoleOutput
{
    private WideConsole(TextWriter writer) => Writer = writer;

    public TextWriter Writer { get; }

    public bool IsTerminal => false;

    public int Width => 1000;

    public int Height => 100;

    public static IAnsiConsole Over(TextWriter writer) =>
        AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                Interactive = InteractionSupport.No,
                Out = new WideConsole(writer),
            }
        );

    public void SetEncoding(System.Text.Encoding encoding) { }
}
