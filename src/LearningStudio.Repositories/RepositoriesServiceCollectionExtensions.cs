using LearningStudio.Repositories.BulkLoad;
using LearningStudio.Repositories.Diagnostics;
using LearningStudio.Repositories.Queries;
using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Writing;
using LinqToDB;
using LinqToDB.DataProvider.SQLite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LearningStudio.Repositories;

/// <summary>Registers the repositories.</summary>
public static class RepositoriesServiceCollectionExtensions
{
    /// <summary>
    /// Registers the repositories, <see cref="IForumUnitOfWork"/>, <see cref="ForumSchema"/>, <see cref="IForumBulkLoader"/> and a factory of
    /// <see cref="ForumDb"/>, all as singletons that open a pooled connection for each call.
    /// </summary>
    /// <remarks>
    /// A repository that is registered already is kept. Calling it again adds settings and nothing else. Options are
    /// validated when the host starts; the database is not touched before <see cref="ForumSchema.MigrateAsync"/>.
    /// </remarks>
    public static IServiceCollection AddLearningStudioRepositories(
        this IServiceCollection services,
        Action<ForumRepositoriesOptions> configure
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        AddRepositories(services).Configure(configure);
        return services;
    }

    /// <inheritdoc cref="AddLearningStudioRepositories(IServiceCollection, Action{ForumRepositoriesOptions})"/>
    /// <param name="services">The services to add to.</param>
    /// <param name="configuration">The section that holds the options.</param>
    public static IServiceCollection AddLearningStudioRepositories(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        AddRepositories(services).Bind(configuration);
        return services;
    }

    private static OptionsBuilder<ForumRepositoriesOptions> AddRepositories(IServiceCollection services)
    {
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ForumRepositoriesOptions>, ForumRepositoriesOptionsValidator>()
        );
        services.TryAddSingleton(s =>
            DataOptions(s.GetRequiredService<IOptions<ForumRepositoriesOptions>>().Value, StatementInterceptor.For(s))
        );
        services.TryAddSingleton<Func<ForumDb>>(s =>
        {
            var options = s.GetRequiredService<DataOptions<ForumDb>>();
            return () => new ForumDb(options);
        });
        services.TryAddSingleton<ForumSchema>();
        services.TryAddSingleton<IForumRepository, ForumRepository>();
        services.TryAddSingleton<ITopicRepository, TopicRepository>();
        services.TryAddSingleton<IPostRepository, PostRepository>();
        services.TryAddSingleton<IUserRepository, UserRepository>();
        services.TryAddSingleton<IForumBulkLoader, ForumBulkLoader>();
        services.TryAddSingleton<IForumUnitOfWork, ForumUnitOfWork>();
        services.TryAddSingleton<IReviewQueueRepository>(s => new ReviewQueueRepository(
            new PooledRunner(s.GetRequiredService<Func<ForumDb>>())
        ));
        return services.AddOptions<ForumRepositoriesOptions>().ValidateOnStart();
    }

    private static DataOptions<ForumDb> DataOptions(
        ForumRepositoriesOptions options,
        StatementInterceptor statements
    ) =>
        new(
            new DataOptions()
                .UseSQLite(SqliteConnectionString.Of(options), SQLiteProvider.Microsoft)
                .UseMappingSchema(ForumMapping.Sqlite)
                .UseImplicitCollectionLoading(ImplicitCollectionLoading.Throw)
                .UseInterceptor(statements)
        );
}
