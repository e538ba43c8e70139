using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Demo;

internal static partial class ForumPreparation
{
    /// <summary>
    /// Brings the schema up to date, unless <c>Migration:AtStart</c> is false, and fills an empty database with the demo
    /// forum where <c>Demo:Enabled</c> is true.
    /// </summary>
    public static async Task PrepareForumAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        if (configuration.GetValue("Migration:AtStart", defaultValue: true))
        {
            await services.GetRequiredService<ForumSchema>().MigrateAsync(cancellationToken);
        }

        var loader = services.GetRequiredService<IForumBulkLoader>();
        bool wanted = configuration.GetValue("Demo:Enabled", defaultValue: false);
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

    [LoggerMessage(
        1,
        LogLevel.Information,
        "Generated a demo forum: {Forums} forums, {Topics} topics, {Posts} posts, {Users} users."
    )]
    private static partial void Generated(ILogger logger, int forums, int topics, int posts, int users);
}
