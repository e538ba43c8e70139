using LearningStudio.HostApi.Commands;
using Spectre.Console;

namespace LearningStudio.HostApi.Tests.Commands;

internal static class CommandRunner
{
    /// <summary>Runs a command line as the host's program does, but over the services of a host that is there.</summary>
    public static async Task<int> RunAsync(this IServiceProvider services, IAnsiConsole console, string[] arguments)
    {
        HostCommandLine commandLine = HostCommandLine.Parse(arguments);
        return await commandLine.RunWithoutHostAsync(console)
            ?? await commandLine.RunAsync(services, console, CancellationToken.None);
    }
}
