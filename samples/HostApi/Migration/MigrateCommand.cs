using System.Data.Common;
using LearningStudio.HostApi.Import;
using LearningStudio.Repositories.Schema;
using Spectre.Console;

namespace LearningStudio.HostApi.Migration;

/// <summary>The command <c>migrate</c>: brings the schema up to date and ends, under a role that owns it.</summary>
internal static class MigrateCommand
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int WrongUsage = 2;

    /// <summary>Runs the migrations that are new, and names them.</summary>
    /// <returns>The exit code: 0, 1 where one failed and nothing of it remains, 2 for arguments, of which it takes none.</returns>
    public static async Task<int> MigrateAsync(
        this IServiceProvider services,
        string[] arguments,
        IAnsiConsole console,
        CancellationToken cancellationToken
    )
    {
        if (arguments.Any(argument => !CommandLine.IsSetting(argument)))
        {
            console.WriteLine("Usage: migrate [--<setting>=<value>]");
            return WrongUsage;
        }

        try
        {
            IReadOnlyList<string> ran = await services
                .GetRequiredService<ForumSchema>()
                .MigrateAsync(cancellationToken);
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
