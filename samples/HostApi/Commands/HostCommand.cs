using System.CommandLine;
using Spectre.Console;

namespace LearningStudio.HostApi.Commands;

/// <summary>A command that works with the services of a host which does not serve.</summary>
internal abstract class HostCommand(string name, string description) : Command(name, description)
{
    protected const int Done = 0;
    protected const int Failed = 1;
    protected const int WrongUsage = 2;

    /// <summary>Runs the command.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="arguments">The arguments, which the parser has accepted.</param>
    /// <param name="console">Takes what the command has to say.</param>
    /// <param name="cancellationToken">Cancels the command.</param>
    /// <returns>The exit code: 0, 1 where the command failed, 2 for arguments that cannot be used.</returns>
    public abstract Task<int> RunAsync(
        IServiceProvider services,
        ParseResult arguments,
        IAnsiConsole console,
        CancellationToken cancellationToken
    );

    /// <summary>An argument that must not be empty.</summary>
    protected static Argument<string> Text(string name, string description)
    {
        var argument = new Argument<string>(name) { Description = description };
        argument.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is "")
            {
                result.AddError($"<{name}> must not be empty.");
            }
        });
        return argument;
    }
}
