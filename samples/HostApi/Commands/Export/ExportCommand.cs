using System.CommandLine;
using System.Data.Common;
using LearningStudio.HostApi.Auditing;
using LearningStudio.HostApi.Commands.Import;
using LearningStudio.Repositories;
using Spectre.Console;

namespace LearningStudio.HostApi.Commands.Export;

/// <summary>The command <c>export &lt;folder&gt;</c>.</summary>
internal sealed class ExportCommand : HostCommand
{
    private readonly Argument<string> _folder = Text("folder", "Where to write the files; made if it is not there.");

    public ExportCommand()
        : base(CommandNames.Export, "Writes the forum into a folder, as JSON lines.") => Add(_folder);

    /// <summary>Writes the forum into a folder; after an error it leaves no file.</summary>
    public override async Task<int> RunAsync(
        IServiceProvider services,
        ParseResult arguments,
        IAnsiConsole console,
        CancellationToken cancellationToken
    )
    {
        string folder = GivenFolder.Resolve(arguments.GetRequiredValue(_folder));
        try
        {
            await services.MigrateTablesAsync(cancellationToken);
            IReadOnlyDictionary<string, int> lines = await services
                .GetRequiredService<AuditTrail>()
                .RunAsync(
                    new AuditedAction("forum.export", "forum", ["all"]),
                    () => WriteAsync(services, folder, console, cancellationToken)
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
