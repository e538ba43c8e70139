using System.Data.Common;
using LearningStudio.HostApi.Auditing;
using LearningStudio.HostApi.Import;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Schema;
using Spectre.Console;

namespace LearningStudio.HostApi.Export;

/// <summary>The command <c>export &lt;folder&gt;</c>.</summary>
internal static class ExportCommand
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int WrongUsage = 2;

    /// <summary>Writes the forum into a folder; an error is told on the console, and no file is left.</summary>
    /// <returns>The exit code: 0, 1 where the files cannot be written, 2 for wrong arguments.</returns>
    public static async Task<int> ExportAsync(
        this IServiceProvider services,
        string[] arguments,
        IAnsiConsole console,
        CancellationToken cancellationToken
    )
    {
        string[] own = [.. arguments.Where(argument => !CommandLine.IsSetting(argument))];
        if (own is not [{ Length: > 0 } folder])
        {
            console.WriteLine("Usage: export <folder, made if it is not there> [--<setting>=<value>]");
            return WrongUsage;
        }

        try
        {
            await services.GetRequiredService<ForumSchema>().MigrateAsync(cancellationToken);
            IReadOnlyDictionary<string, int> lines = await services
                .GetRequiredService<AuditTrail>()
                .RunAsync(
                    new Deed("forum.export", "forum", ["all"]),
                    () => WriteAsync(services, CommandLine.Resolve(folder), console, cancellationToken)
                );
            console.WriteLine(
                $"Exported {lines[JsonLinesFolder.Topics]} topics, {lines[JsonLinesFolder.Posts]} posts, {lines[JsonLinesFolder.Users]} users and {lines[JsonLinesFolder.Forums]} forums."
            );
            return Done;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DbException)
        {
            console.WriteLine(exception.Message);
            console.WriteLine("Nothing was exported.");
            return Failed;
        }
    }

    private static Task<IReadOnlyDictionary<string, int>> WriteAsync(
        IServiceProvider services,
        string folder,
        IAnsiConsole console,
        CancellationToken cancellationToken
    ) =>
        console
            .Status()
            .StartAsync(
                "Exporting",
                context =>
                {
                    var export = new ForumExport(
                        services.GetRequiredService<Func<ForumDb>>(),
                        (file, lines) => context.Status($"{file}: {lines} lines")
                    );
                    return export.WriteAsync(folder, cancellationToken);
                }
            );
}
