using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Demo;

internal static partial class ForumPreparation
{
    /// <summary>Brings the schema up to date and fills an empty database with the demo forum, unless <c>Demo:Enabled</c> is false.</summary>
    public static async Task PrepareForumAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<ForumSchema>().MigrateAsync(cancellationToken);
        var loader = services.GetRequiredService<IForumBulkLoader>();
        bool wanted = services.GetRequiredService<IConfiguration>().GetValue("Demo:Enabled", defaultValue: true);
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
