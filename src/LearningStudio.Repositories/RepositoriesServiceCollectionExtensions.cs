using System.Diagnostics.Metrics;
using LearningStudio.DatabaseLocks;
using LearningStudio.Repositories.Auditing;
using LearningStudio.Repositories.BulkLoad;
using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Diagnostics;
using LearningStudio.Repositories.Outbox;
using LearningStudio.Repositories.Reading.Paging;
using LearningStudio.Repositories.Reading.Queries;
using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Sql;
using LearningStudio.Repositories.Writing;
using LearningStudio.Settings;
using LearningStudio.Statements;
using LinqToDB;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LearningStudio.Repositories;

/// <summary>Registers the repositories.</summary>
public static class RepositoriesServiceCollectionExtensions
{
    /// <summary>
    /// Registers the repositories, <see cref="IForumUnitOfWork"/>, <see cref="IForumOutbox"/>, <see cref="ForumSchema"/>, <see cref="IForumBulkLoader"/> and a factory of
    /// <see cref="ForumDb"/>, all as singletons that open a pooled connection for each call.
    /// </summary>
    /// <remarks>
    /// A repository that is registered already is kept. Calling it again adds settings and nothing else. Options are
    /// validated when the host starts, and so are the tables, unless <see cref="ForumRepositoriesOptions.CheckTables"/> is off.
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
    /// <param name="configuration">
    /// The section that holds the options. A setting that they do not have stops the start by its full name.
    /// </param>
    public static IServiceCollection AddLearningStudioRepositories(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        AddRepositories(services).Bind(configuration);
        // A misspelt setting would leave its default in force without a word.
        services.AddSingleton<IValidateOptions<ForumRepositoriesOptions>>(
            new SettingsValidator<ForumRepositoriesOptions>(
                Options.DefaultName,
                configuration,
                KnownSettings.From<ForumRepositoriesOptions>()
            )
        );
        return services;
    }

    private static OptionsBuilder<ForumRepositoriesOptions> AddRepositories(IServiceCollection services)
    {
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ForumRepositoriesOptions>, ForumRepositoriesOptionsValidator>()
        );
        services.TryAddSingleton(TimeProvider.System);
        AddDatabase(services);
        services.TryAddSingleton<PageReader>();
        services.TryAddSingleton<DailyActivities>();
        services.TryAddSingleton<IForumRepository, ForumRepository>();
        services.TryAddSingleton<ITopicRepository, TopicRepository>();
        services.TryAddSingleton<IPostRepository, PostRepository>();
        services.TryAddSingleton<IUserRepository, UserRepository>();
        services.TryAddSingleton<IForumBulkLoader, ForumBulkLoader>();
        services.TryAddSingleton<IForumUnitOfWork, ForumUnitOfWork>();
        services.TryAddSingleton<IAuditRepository, AuditRepository>();
        services.TryAddSingleton<IRevisionRepository, RevisionRepository>();
        AddMaintenance(services);
        AddOutbox(services);
        return services.AddOptions<ForumRepositoriesOptions>().ValidateOnStart();
    }

    private static void AddDatabase(IServiceCollection services)
    {
        services.TryAddSingleton(s =>
            SqlDialects.Create(s.GetRequiredService<IOptions<ForumRepositoriesOptions>>().Value)
        );
        services.TryAddSingleton(s =>
            DataOptions(
                s.GetRequiredService<ISqlDialect>(),
                s.GetRequiredService<IOptions<ForumRepositoriesOptions>>().Value.Tables,
                new StatementInterceptor(
                    StatementReporter.For(s, s.GetRequiredService<IOptions<ForumRepositoriesOptions>>().Value.Metrics)
                )
            )
        );
        services.TryAddSingleton<Func<ForumDb>>(s =>
        {
            var options = s.GetRequiredService<DataOptions<ForumDb>>();
            return () => new ForumDb(options);
        });
        WriterLine.Register(services);
        services.TryAddSingleton(s => WriterLine.For(s, s.GetRequiredService<ISqlDialect>().WriterFile));
        services.TryAddSingleton<ForumDatabase>();
        services.TryAddSingleton<Cursors>();
        services.TryAddSingleton<TableCheck>();
        services.TryAddSingleton(s => new ForumSchema(
            s.GetRequiredService<IOptions<ForumRepositoriesOptions>>(),
            s.GetRequiredService<ISqlDialect>(),
            s.GetRequiredService<TableCheck>(),
            s.GetRequiredService<Cursors>()
        ));
    }

    private static void AddMaintenance(IServiceCollection services)
    {
        services.TryAddSingleton<IForumPresence, ForumPresence>();
        services.TryAddSingleton<IForumMaintenance, ForumMaintenance>();
        services.TryAddSingleton(s => new MaintenanceClock(
            s.GetRequiredService<TimeProvider>(),
            s.GetService<ILogger<IForumMaintenance>>() ?? NullLogger<IForumMaintenance>.Instance
        ));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, MaintenanceService>());
    }

    private static void AddOutbox(IServiceCollection services)
    {
        services.TryAddSingleton(s => new OutboxClock(
            s.GetRequiredService<TimeProvider>(),
            s.GetService<ILogger<IForumOutbox>>() ?? NullLogger<IForumOutbox>.Instance
        ));
        services.TryAddSingleton<HandledUnits>();
        services.TryAddSingleton<EventDelivery>();
        services.TryAddSingleton<OutboxStore>();
        services.TryAddSingleton<OutboxWriter>();
        services.TryAddSingleton(s => new OutboxMetrics(s.GetService<IMeterFactory>()));
        services.TryAddSingleton<ForumOutbox>();
        services.TryAddSingleton<IForumOutbox>(s => s.GetRequiredService<ForumOutbox>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, OutboxDispatcher>());
    }

    private static DataOptions<ForumDb> DataOptions(
        ISqlDialect dialect,
        ForumTables tables,
        StatementInterceptor statements
    ) =>
        new(
            dialect
                .Connect(new DataOptions())
                .UseMappingSchema(DialectSql.For(tables, dialect).Mapping)
                .UseImplicitCollectionLoading(ImplicitCollectionLoading.Throw)
                .UseInterceptor(statements)
        );
}
