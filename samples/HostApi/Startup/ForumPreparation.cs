using System.Data.Common;
using LearningStudio.HostApi.Commands;
using LearningStudio.HostApi.Demo;
using LearningStudio.HostApi.Http;
using LearningStudio.HostApi.Settings;
using LearningStudio.Repositories;
using LearningStudio.Repositories.BulkLoad;
using Microsoft.Extensions.Options;

namespace LearningStudio.HostApi.Startup;

internal static partial class ForumPreparation
{
    // PostgreSQL: an unknown user, a wrong password, no such database.
    private static readonly string[] Refusals = ["28000", "28P01", "3D000"];

    /// <summary>
    /// Brings the schema up to date, unless <c>Migration:AtStart</c> is false, and fills an empty database with the demo
    /// forum where <c>Demo:Enabled</c> is true.
    /// </summary>
    public static async Task PrepareForumAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        if (configuration.IsOn("Migration:AtStart", defaultValue: true))
        {
            await services.MigrateTablesAsync(cancellationToken);
        }

        var loader = services.GetRequiredService<IForumBulkLoader>();
        bool wanted = configuration.IsOn("Demo:Enabled", defaultValue: false);
        if (wanted && await loader.IsEmptyAsync(cancellationToken))
        {
            var logger = services.GetRequiredService<ILogger<DemoForum>>();
            var demo = new DemoForum(services.GetRequiredService<TimeProvider>().GetUtcNow());
            BulkLoadResult added = await loader.LoadAsync(
                DemoForum.Source,
                demo.LoadAsync,
                cancellationToken: cancellationToken
            );
            Generated(logger, added.Forums, added.Topics, added.Posts, added.Users);
        }
    }

    /// <summary>As above, and says in one line where the database cannot be reached.</summary>
    /// <returns>Whether it could be.</returns>
    public static async Task<bool> TryPrepareForumAsync(
        this IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await services.PrepareForumAsync(cancellationToken);
            return true;
        }
        catch (Exception away) when (IsAway(away))
        {
            bool isServer = string.IsNullOrEmpty(
                services.GetRequiredService<IOptions<ForumRepositoriesOptions>>().Value.Sqlite
            );
            Away(
                services.GetRequiredService<ILogger<DemoForum>>(),
                isServer ? "Repositories:PostgreSql" : "Repositories:Sqlite",
                StateOf(away) ?? away.GetBaseException().GetType().Name
            );
            return false;
        }
    }

    // A file's folder that cannot be made is no failure of the driver.
    private static bool IsAway(Exception exception) =>
        exception is IOException or UnauthorizedAccessException
        || DatabaseOutage.Is(exception)
        || (StateOf(exception) is { } state && Refusals.Contains(state));

    private static string? StateOf(Exception exception) =>
        exception is DbException { SqlState: { } state } ? state
        : exception.InnerException is { } inner ? StateOf(inner)
        : null;

    // The server's own message, and the driver's, name users and addresses.
    [LoggerMessage(
        2,
        LogLevel.Critical,
        "The host does not start: the database of {Setting} cannot be reached or refuses its user ({Reason})."
    )]
    private static partial void Away(ILogger logger, string setting, string reason);

    [LoggerMessage(
        1,
        LogLevel.Information,
        "Generated a demo forum: {Forums} forums, {Topics} topics, {Posts} posts, {Users} users."
    )]
    private static partial void Generated(ILogger logger, int forums, int topics, int posts, int users);
}
