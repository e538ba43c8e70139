using System.Data.Common;
using LearningStudio.HostApi.Auditing;
using LearningStudio.HostApi.Demo;
using LearningStudio.HostApi.Seed;
using LearningStudio.Repositories;
using LearningStudio.Repositories.BulkLoad;
using LearningStudio.Repositories.Schema;
using Spectre.Console;

namespace LearningStudio.HostApi.Import;

/// <summary>The command <c>import &lt;folder&gt; [--site &lt;name&gt;]</c>.</summary>
internal static class ImportCommand
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int WrongUsage = 2;

    /// <summary>Imports a folder and says what it added; an error is told on the console, and nothing is changed.</summary>
    /// <returns>
    /// The exit code: 0, 1 for a folder that cannot be read or a Redis that cannot be told, 2 for wrong arguments.
    /// </returns>
    public static async Task<int> ImportAsync(
        this IServiceProvider services,
        string[] arguments,
        IAnsiConsole console,
        CancellationToken cancellationToken
    )
    {
        if (Parse(arguments) is not ({ } folder, { } site))
        {
            console.WriteLine(
                "Usage: import <folder of an unpacked Stack Exchange data dump or of JSON lines> [--site <name, 1 to 90 characters>] [--<setting>=<value>]"
            );
            return WrongUsage;
        }

        try
        {
            await services.GetRequiredService<ForumSchema>().MigrateAsync(cancellationToken);
            BulkLoadResult added = await services
                .GetRequiredService<AuditTrail>()
                .RunAsync(
                    new Deed("forum.import", "source", [site]),
                    () => LoadAsync(services, folder, site, console, cancellationToken)
                );
            console.WriteLine(
                $"Imported {site}: {added.Topics} topics, {added.Posts} posts, {added.Users} users and {added.Forums} forums are new."
            );
            return await services.DropCacheAsync(console, cancellationToken) ? Done : Failed;
        }
        catch (Exception exception)
            when (exception is DumpFormatException or IOException or UnauthorizedAccessException or DbException)
        {
            console.WriteLine(exception.Message);
            console.WriteLine("Nothing was imported.");
            return Failed;
        }
    }

    private static Task<BulkLoadResult> LoadAsync(
        IServiceProvider services,
        string folder,
        string site,
        IAnsiConsole console,
        CancellationToken cancellationToken
    ) =>
        console
            .Progress()
            .StartAsync(context =>
            {
                var tasks = new Dictionary<string, ProgressTask>(StringComparer.Ordinal);
                var bands = new SourceBands(services.GetRequiredService<Func<ForumDb>>());
                return services
                    .GetRequiredService<IForumBulkLoader>()
                    .LoadAsync(
                        site,
                        ImportFolder.Open(folder, site, bands, (file, read) => Show(context, tasks, file, read)),
                        DemoForum.Source,
                        cancellationToken
                    );
            });

    private static void Show(ProgressContext context, Dictionary<string, ProgressTask> tasks, string file, double read)
    {
        if (!tasks.TryGetValue(file, out ProgressTask? task))
        {
            tasks.Add(file, task = context.AddTask(file, maxValue: 1));
        }

        task.Value = read;
    }

    private static (string? Folder, string? Site) Parse(string[] arguments)
    {
        string[] own = [.. arguments.Where(argument => !CommandLine.IsSetting(argument))];
        (string? folder, string? site) = own switch
        {
            [var only] => (CommandLine.Resolve(only), new DirectoryInfo(CommandLine.Resolve(only)).Name),
            [var path, "--site", var name] => (CommandLine.Resolve(path), name),
            _ => (null, null),
        };
        return string.IsNullOrWhiteSpace(site) || site.Length > 90 || IsReserved(site)
            ? (null, null)
            : (folder, site.ToLowerInvariant());
    }

    private static bool IsReserved(string site) =>
        site is DemoForum.Source || site.StartsWith(SeedSize.SourcePrefix, StringComparison.OrdinalIgnoreCase);
}
