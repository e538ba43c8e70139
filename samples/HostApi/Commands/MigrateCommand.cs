using System.CommandLine;
using System.Data.Common;
using Spectre.Console;

namespace LearningStudio.HostApi.Commands;

/// <summary>The command <c>migrate</c>: brings the schema up to date and ends, under a role that owns it.</summary>
internal sealed class MigrateCommand() : HostCommand(CommandNames.Migrate, "Brings the schema up to date.")
{
    /// <summary>Runs the migrations that are new, and names them. Nothing remains of one that fails.</summary>
    public override async Task<int> RunAsync(
        IServiceProvider services,
        ParseResult arguments,
        IAnsiConsole console,
        CancellationToken cancellationToken
    )
    {
        try
        {
            IReadOnlyList<string> ran = await services.MigrateTablesAsync(cancellationToken);
            console.WriteLine(ran.Count == 0 ? "The schema is up to date." : $"Migrated: {string.Join(", ", ran)}.");
            return Done;
        }
        catch (Exception exception) when (exception is InvalidOperationException or DbException)
        {
            console.WriteLine($"{exception.Message} {exception.InnerException?.Message}");
            return Failed;
        }
    }
}
