using System.Data.Common;
using LearningStudio.HostApi.Auditing;
using LearningStudio.HostApi.Demo;
using LearningStudio.HostApi.Import;
using LearningStudio.Repositories;
using LearningStudio.Repositories.BulkLoad;
using LearningStudio.Repositories.Schema;
using Spectre.Console;

namespace LearningStudio.HostApi.Seed;

/// <summary>The command <c>seed --posts &lt;n&gt; [--topics &lt;n&gt;] [--users &lt;n&gt;] [--forums &lt;n&gt;]</c>.</summary>
internal static class SeedCommand
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int WrongUsage = 2;
    private static readonly string[] Options = ["posts", "topics", "users", "forums"];

    /// <summary>Fills a database that is empty, or has the demo forum, with a generated forum of a size.</summary>
    /// <returns>The exit code: 0, 1 where nothing could be loaded or Redis could not be told, 2 for wrong arguments.</returns>
    public static async Task<int> SeedAsync(
        this IServiceProvider services,
        string[] arguments,
        IAnsiConsole console,
        CancellationToken cancellationToken
    )
    {
        if (Parse(arguments) is not { } given)
        {
            console.WriteLine(
                "Usage: seed --posts <number> [--topics <number>] [--users <number>] [--forums <number>] [--<setting>=<value>]"
            );
            return WrongUsage;
        }

        try
        {
            return await SeedAsync(services, SeedSize.Of(given), console, cancellationToken);
        }
        catch (SeedOptionException exception)
        {
            console.WriteLine(exception.Message);
            return WrongUsage;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DbException)
        {
            console.WriteLine(exception.Message);
            console.WriteLine("Nothing was seeded.");
            return Failed;
        }
    }

    private static async Task<int> SeedAsync(
        IServiceProvider services,
        SeedSize size,
        IAnsiConsole console,
        CancellationToken cancellationToken
    )
    {
        await services.GetRequiredService<ForumSchema>().MigrateAsync(cancellationToken);
        var bands = new SourceBands(services.GetRequiredService<Func<ForumDb>>());
        IReadOnlyList<string> sources = await bands.ListAsync(cancellationToken);
        if (sources.Contains(size.Source, StringComparer.OrdinalIgnoreCase))
        {
            console.WriteLine("The database has been seeded with this size before: nothing to do.");
            // The run before may have ended before the cache was told.
            return await services.DropCacheAsync(console, cancellationToken) ? Done : Failed;
        }

        bool isFree =
            sources is [DemoForum.Source]
            || await services.GetRequiredService<IForumBulkLoader>().IsEmptyAsync(cancellationToken);
        if (!isFree)
        {
            console.WriteLine(
                "The database holds other content: name an empty one, for example --Repositories:Sqlite=\"Data Source=load.db\"."
            );
            return Failed;
        }

        var time = services.GetRequiredService<TimeProvider>();
        long begin = time.GetTimestamp();
        BulkLoadResult added = await services
            .GetRequiredService<AuditTrail>()
            .RunAsync(
                new Deed("forum.seed", "source", [size.Source]),
                () => LoadAsync(services, size, time.GetUtcNow(), console, cancellationToken)
            );
        double seconds = time.GetElapsedTime(begin).TotalSeconds;
        console.WriteLine(
            $"Seeded {added.Topics} topics, {added.Posts} posts, {added.Users} users and {added.Forums} forums in {seconds:0.0} s: {size.Posts / Math.Max(seconds, 0.001):0} posts/s."
        );
        return await services.DropCacheAsync(console, cancellationToken) ? Done : Failed;
    }

    private static Task<BulkLoadResult> LoadAsync(
        IServiceProvider services,
        SeedSize size,
        DateTimeOffset now,
        IAnsiConsole console,
        CancellationToken cancellationToken
    ) =>
        console
            .Progress()
            .StartAsync(async context =>
            {
                ProgressTask made = context.AddTask("posts made", maxValue: size.Posts);
                ProgressTask stored = context.AddTask("indexed and counted", maxValue: 1);
                stored.IsIndeterminate = true;
                var forum = new SeededForum(size, now, posts => made.Value = posts);
                BulkLoadResult added = await services
                    .GetRequiredService<IForumBulkLoader>()
                    .LoadAsync(size.Source, forum.LoadAsync, DemoForum.Source, cancellationToken);
                stored.Value = 1;
                return added;
            });

    // Options as "--posts 1000" or "--posts=1000"; other arguments of the second form are settings. Null for anything else.
    private static Dictionary<string, string>? Parse(string[] arguments)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < arguments.Length; i++)
        {
            string[] parts = arguments[i].Split('=', 2);
            string? option = Options.FirstOrDefault(name => parts[0].Equals("--" + name, StringComparison.Ordinal));
            if (option is null && CommandLine.IsSetting(arguments[i]))
            {
                continue;
            }

            string? value = parts.Length == 2 ? parts[1] : arguments.ElementAtOrDefault(++i);
            if (option is null || value is null || !given.TryAdd(option, value))
            {
                return null;
            }
        }

        return given;
    }
}
