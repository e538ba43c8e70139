using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using LearningStudio.HostApi.Auditing;
using LearningStudio.HostApi.Commands.Import;
using LearningStudio.HostApi.Demo;
using LearningStudio.Repositories;
using LearningStudio.Repositories.BulkLoad;
using Spectre.Console;

namespace LearningStudio.HostApi.Commands.Seed;

/// <summary>The command <c>seed --posts &lt;n&gt; [--topics &lt;n&gt;] [--users &lt;n&gt;] [--forums &lt;n&gt;]</c>.</summary>
internal sealed class SeedCommand : HostCommand
{
    private readonly Option<int?> _posts = Number("--posts", SeedSize.MaxPosts, "Posts, opening posts included.");
    private readonly Option<int?> _topics = Number("--topics", SeedSize.MaxPosts, "Topics; by default a twentieth.");
    private readonly Option<int?> _users = Number("--users", SeedSize.MaxUsers, "Users; by default a hundredth.");
    private readonly Option<int?> _forums = Number("--forums", SeedSize.MaxForums, "Forums; by default up to 50.");

    public SeedCommand()
        : base(CommandNames.Seed, "Fills a database that is empty, or has the demo forum, with a generated forum.")
    {
        _posts.Required = true;
        Add(_posts);
        Add(_topics);
        Add(_users);
        Add(_forums);
    }

    /// <summary>Generates a forum of the given size; for the same size it is the same every time.</summary>
    public override async Task<int> RunAsync(
        IServiceProvider services,
        ParseResult arguments,
        IAnsiConsole console,
        CancellationToken cancellationToken
    )
    {
        var size = SeedSize.Create(
            arguments.GetRequiredValue(_posts)!.Value,
            arguments.GetValue(_topics),
            arguments.GetValue(_users),
            arguments.GetValue(_forums)
        );
        if (size.Topics > size.Posts)
        {
            console.WriteLine($"{Expected("--topics", size.Posts)}, the number of posts.");
            return WrongUsage;
        }

        try
        {
            return await SeedAsync(services, size, console, cancellationToken);
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
        await services.MigrateTablesAsync(cancellationToken);
        var bands = new SourceBands(services.GetRequiredService<Func<ForumDb>>());
        IReadOnlyList<string> sources = await bands.ListAsync(cancellationToken);
        if (sources.Contains(size.Source, StringComparer.OrdinalIgnoreCase))
        {
            console.WriteLine("The database has been seeded with this size before: nothing to do.");
            // The run before may have ended before the cache was emptied.
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
                new AuditedAction("forum.seed", "source", [size.Source]),
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

    private static Option<int?> Number(string name, int max, string description) =>
        new(name)
        {
            CustomParser = argument =>
            {
                string given = argument.Tokens[0].Value;
                if (
                    int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                    && number >= 1
                    && number <= max
                )
                {
                    return number;
                }

                argument.AddError($"{Expected(name, max)}; for example {name} {Math.Min(max, 1000)}.");
                return null;
            },
            Description = description,
            HelpName = "number",
        };

    private static string Expected(string option, int max) =>
        string.Create(CultureInfo.InvariantCulture, $"{option}: expected a whole number from 1 to {max}");
}
