using LearningStudio.Moderation.Sql;
using LearningStudio.Repositories;
using Microsoft.Extensions.Options;

namespace LearningStudio.HostApi.Adapters;

/// <summary>
/// Joins the tables of moderation and of the forum, which are in one database: which post opens a topic, how long a review
/// needs the text that an edit replaced, and what is erased with the forum's content.
/// </summary>
internal static class ModerationTables
{
    private const string PostOfTopic = "SELECT t.first_post_id FROM topics t WHERE t.id = {id}";

    private const string TopicOfPost = """
        SELECT t.id FROM posts p JOIN topics t ON t.id = p.topic_id AND t.first_post_id = p.id WHERE p.id = {id}
        """;

    // Each is found by an index of its own: open reviews by their target, decided ones by their time.
    private const string IsReviewed = """
        EXISTS (
            SELECT 1 FROM review_items r WHERE r.state = 'pending' AND r.target_kind = 'post' AND r.target_id = p.id)
          OR EXISTS (
            SELECT 1 FROM review_items r
            WHERE r.state = 'pending' AND r.target_kind = 'topic' AND r.target_id = t.id AND t.first_post_id = p.id)
          OR EXISTS (
            SELECT 1 FROM review_items r
            WHERE r.decided_at >= @since AND (
              (r.target_kind = 'post' AND r.target_id = p.id)
              OR (r.target_kind = 'topic' AND r.target_id = t.id AND t.first_post_id = p.id)))
        """;

    /// <summary>Keeps moderation's queue and fingerprints in the forum's database. The host migrates both before it starts.</summary>
    public static void AddModerationTables(this IServiceCollection services)
    {
        services.AddLearningStudioRepositories(forum =>
            forum.KeepRevisionsWhile(IsReviewed).EraseToo(ModerationSchema.ContentTables)
        );
        services.AddLearningStudioModerationSql(moderation =>
        {
            moderation.MigrateAtStart = false;
            moderation.UseOpeningPosts(PostOfTopic, TopicOfPost);
        });
        services.AddSingleton<ForumPool>();
        services
            .AddOptions<ForumRepositoriesOptions>()
            .PostConfigure<ForumPool>(static (forum, pool) => pool.Use(forum));
        services
            .AddOptions<ModerationSqlOptions>()
            .Configure<
                IEnumerable<IConfigureOptions<ForumRepositoriesOptions>>,
                IEnumerable<IPostConfigureOptions<ForumRepositoriesOptions>>
            >(UseDatabaseOf);
        services.AddSingleton<ITrustLevels, RepositoryTrustLevels>();
    }

    // Not from the validated options: what is wrong with the forum's database is said once, of the forum's options.
    private static void UseDatabaseOf(
        ModerationSqlOptions moderation,
        IEnumerable<IConfigureOptions<ForumRepositoriesOptions>> configure,
        IEnumerable<IPostConfigureOptions<ForumRepositoriesOptions>> postConfigure
    )
    {
        var unvalidated = new OptionsFactory<ForumRepositoriesOptions>(configure, postConfigure, []);
        ForumRepositoriesOptions forum = unvalidated.Create(Options.DefaultName);
        (moderation.Sqlite, moderation.PostgreSql) = (forum.Sqlite, forum.PostgreSql);
        moderation.Metrics = forum.Metrics;
        if (forum.FindDataSource() is { } pool)
        {
            moderation.UsePostgreSql(pool);
        }
    }
}
