using System.CommandLine;
using System.Data.Common;
using LearningStudio.HostApi.Auditing;
using LearningStudio.HostApi.Commands.Seed;
using LearningStudio.HostApi.Demo;
using LearningStudio.Repositories;
using LearningStudio.Repositories.BulkLoad;
using Spectre.Console;

namespace LearningStudio.HostApi.Commands.Import;

/// <summary>The command <c>import &lt;folder&gt; [--site &lt;name&gt;]</c>.</summary>
internal sealed class ImportCommand : HostCommand
{
    private const int MaxSiteLength = 90;

    private readonly Argument<string> _folder = Text(
        "folder",
        "An unpacked Stack Exchange data dump, or a folder of JSON lines."
    );

    private readonly Option<string?> _site = new("--site")
    {
        Description = "The name under which the content is loaded, 1 to 90 characters; by default the folder's.",
        HelpName = "name",
    };

    public ImportCommand()
        : base(CommandNames.Import, "Adds what a folder holds, as far as it is new.")
    {
        Add(_folder);
        Add(_site);
    }

    /// <summary>
    /// Imports a folder and prints what it added; an error changes nothing. Where Redis stays away, the command fails and the
    /// content stays.
    /// </summary>
    public override async Task<int> RunAsync(
        IServiceProvider services,
        ParseResult arguments,
        IAnsiConsole console,
        CancellationToken cancellationToken
    )
    {
        string folder = GivenFolder.Resolve(arguments.GetRequiredValue(_folder));
        string site = (arguments.GetValue(_site) ?? new DirectoryInfo(folder).Name).ToLowerInvariant();
        if (string.IsNullOrWhiteSpace(site) || site.Length > MaxSiteLength || IsReserved(site))
        {
            console.WriteLine("--site: expected 1 to 90 characters, and no name of generated content.");
            return WrongUsage;
        }

        try
        {
            await services.MigrateTablesAsync(cancellationToken);
            BulkLoadResult added = await services
                .GetRequiredService<AuditTrail>()
                .RunAsync(
                    new AuditedAction("forum.import", "source", [site]),
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

    private static bool IsReserved(string site) =>
        site is DemoForum.Source || site.StartsWith(SeedSize.SourcePrefix, StringComparison.OrdinalIgnoreCase);
}
