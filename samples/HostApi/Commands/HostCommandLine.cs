using System.CommandLine;
using LearningStudio.HostApi.Commands.Export;
using LearningStudio.HostApi.Commands.Import;
using LearningStudio.HostApi.Commands.Seed;
using Spectre.Console;

namespace LearningStudio.HostApi.Commands;

// Rule: the command is the first argument that is neither a setting nor, behind one without "=", its value. A setting such
//   as --Repositories:Sqlite=x may stand anywhere, and the configuration reads it; the rest belongs to the command.
/// <summary>Splits the arguments of the host into settings and a command. Without a command the host serves.</summary>
internal sealed class HostCommandLine
{
    private const int WrongUsage = 2;
    private static readonly string[] Questions = ["--help", "-h", "-?", "--version"];

    // A user name may begin with "@", which would name a file of arguments.
    private static readonly ParserConfiguration Rules = new()
    {
        EnablePosixBundling = false,
        ResponseFileTokenReplacer = null,
    };

    private readonly ParseResult? _parsed;

    private HostCommandLine(ParseResult? parsed, string[] settings)
    {
        _parsed = parsed;
        Settings = settings;
    }

    /// <summary>
    /// The arguments that configure the host. Beside a command they are the settings alone, as the configuration would read
    /// an absolute path as the name of a setting.
    /// </summary>
    public IReadOnlyList<string> Settings { get; }

    /// <summary>The name of the command; null to serve.</summary>
    public string? CommandName => _parsed?.CommandResult.Command.Name;

    /// <summary>Reads the arguments that the process was started with.</summary>
    public static HostCommandLine Parse(IReadOnlyList<string> arguments)
    {
        RootCommand root = CreateRoot();
        if (IndexOfCommand(arguments) is not { } index)
        {
            bool asks = arguments.Any(Questions.Contains);
            return new HostCommandLine(asks ? root.Parse([.. arguments], Rules) : null, [.. arguments]);
        }

        string name = arguments[index];
        Command? command = root.Subcommands.FirstOrDefault(known =>
            string.Equals(known.Name, name, StringComparison.Ordinal)
        );
        ILookup<bool, string> others = arguments
            .Where((_, i) => i != index)
            .ToLookup(argument => IsSetting(argument, command));
        return new HostCommandLine(root.Parse([name, .. others[false]], Rules), [.. others[true]]);
    }

    /// <summary>
    /// Runs what needs no host: help, the explanation of wrong arguments, and a command that only asks another host.
    /// </summary>
    /// <returns>The exit code, 2 for wrong arguments; null where the host is needed.</returns>
    public async Task<int?> RunWithoutHostAsync(IAnsiConsole console)
    {
        if (_parsed?.Action is null)
        {
            return null;
        }

        TextWriter output = console.Profile.Out.Writer;
        int exitCode = await _parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = output });
        return _parsed.Errors.Count > 0 ? WrongUsage : exitCode;
    }

    /// <summary>Runs the command over the services of a host.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="InvalidOperationException">There is no command that needs a host.</exception>
    public Task<int> RunAsync(IServiceProvider services, IAnsiConsole console, CancellationToken cancellationToken) =>
        _parsed is { CommandResult.Command: HostCommand command }
            ? command.RunAsync(services, _parsed, console, cancellationToken)
            : throw new InvalidOperationException("The command line has no command that needs a host.");

    private static RootCommand CreateRoot() =>
        new("The forum's host. Without a command it serves. --<setting>=<value> overrides a setting.")
        {
            new ExportCommand(),
            new GrantRoleCommand(),
            new HealthCommand(),
            new ImportCommand(),
            new LintCommand(),
            new MigrateCommand(),
            new SeedCommand(),
            new SetSubjectCommand(),
        };

    private static bool IsSetting(string argument, Command? command) =>
        argument.StartsWith("--", StringComparison.Ordinal)
        && argument.Split('=', 2) is [var name, _]
        && command?.Options.Any(option => string.Equals(option.Name, name, StringComparison.Ordinal)) is not true;

    private static int? IndexOfCommand(IReadOnlyList<string> arguments)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is not ['-' or '/', ..])
            {
                return i;
            }

            i += arguments[i].Contains('=', StringComparison.Ordinal) ? 0 : 1;
        }

        return null;
    }
}
