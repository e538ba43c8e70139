using LearningStudio.Connections;
using LearningStudio.DatabaseLocks;
using LearningStudio.Moderation.Duplicates;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Rules;
using LearningStudio.Moderation.Sql.Databases;
using LearningStudio.Moderation.Sql.Fingerprints;
using LearningStudio.Moderation.Sql.Hosting;
using LearningStudio.Moderation.Sql.Reviews;
using LearningStudio.Moderation.Sql.RuleRecords;
using LearningStudio.Moderation.Sql.Schema;
using LearningStudio.Settings;
using LearningStudio.Statements;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Sql;

/// <summary>Registers moderation's database.</summary>
public static class ModerationSqlServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="ReviewQueueRepository"/> and <see cref="FingerprintRepository"/> in the place of the stores in
    /// memory, and <see cref="ModerationSchema"/>; the rule statistics of a host outlive it. Before or after
    /// <c>AddLearningStudioModeration</c>, which it needs.
    /// </summary>
    /// <remarks>
    /// An <see cref="IReviewQueue"/> or <see cref="IFingerprintStore"/> of the application's own is kept. Calling it again
    /// adds settings and nothing else. Options are validated when the host starts; the host then makes the tables ready, as
    /// <see cref="ModerationSqlOptions.MigrateAtStart"/> says.
    /// </remarks>
    public static IServiceCollection AddLearningStudioModerationSql(
        this IServiceCollection services,
        Action<ModerationSqlOptions> configure
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        AddModerationSql(services).Configure(configure);
        return services;
    }

    /// <inheritdoc cref="AddLearningStudioModerationSql(IServiceCollection, Action{ModerationSqlOptions})"/>
    /// <param name="services">The services to add to.</param>
    /// <param name="configuration">
    /// The section that holds the options. A setting that they do not have stops the start by its full name.
    /// </param>
    public static IServiceCollection AddLearningStudioModerationSql(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        AddModerationSql(services).Bind(configuration);
        services.AddSingleton<IValidateOptions<ModerationSqlOptions>>(
            new SettingsValidator<ModerationSqlOptions>(
                Options.DefaultName,
                configuration,
                KnownSettings.From<ModerationSqlOptions>()
            )
        );
        return services;
    }

    private static OptionsBuilder<ModerationSqlOptions> AddModerationSql(IServiceCollection services)
    {
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ModerationSqlOptions>, ModerationSqlOptionsValidator>()
        );
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(s => DialectOf(s.GetRequiredService<IOptions<ModerationSqlOptions>>().Value));
        WriterLine.Register(services);
        services.TryAddSingleton(s => WriterLine.For(s, s.GetRequiredService<ISqlDialect>().WriterFile));
        services.TryAddSingleton(s =>
            StatementReporter.For(s, s.GetRequiredService<IOptions<ModerationSqlOptions>>().Value.Metrics)
        );
        services.TryAddSingleton<ModerationDatabase>();
        services.TryAddSingleton(s => new ModerationSchema(
            s.GetRequiredService<IOptions<ModerationSqlOptions>>(),
            s.GetRequiredService<ISqlDialect>(),
            s.GetRequiredService<ModerationDatabase>()
        ));
        AddStores(services);
        services.TryAddSingleton(s => new RuleStatisticsKeeper(
            s.GetRequiredService<RuleStatistics>(),
            new RuleTable(s.GetRequiredService<ISqlDialect>(), s.GetRequiredService<ModerationDatabase>())
        ));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ModerationSqlService>(ServiceOf));
        return services.AddOptions<ModerationSqlOptions>().ValidateOnStart();
    }

    private static void AddStores(IServiceCollection services)
    {
        services.TryAddSingleton(s => new ReviewQueueRepository(
            s.GetRequiredService<ModerationDatabase>(),
            new ReviewStatements(
                s.GetRequiredService<ISqlDialect>(),
                s.GetRequiredService<IOptions<ModerationSqlOptions>>().Value.OpeningPosts,
                s.GetService<ITrustLevels>()
            ),
            s.GetRequiredService<TimeProvider>()
        ));
        services.TryAddSingleton(s => new FingerprintRepository(
            s.GetRequiredService<ModerationDatabase>(),
            new FingerprintStatements(s.GetRequiredService<ISqlDialect>())
        ));
        Replace<IReviewQueue, ReviewQueueRepository>(services);
        Replace<IFingerprintStore, FingerprintRepository>(services);
    }

    // Moderation's own is in memory, and whichever of the two packages is registered first.
    private static void Replace<TPort, TStore>(IServiceCollection services)
        where TPort : class
        where TStore : class, TPort
    {
        ServiceDescriptor? inMemory = services.FirstOrDefault(service =>
            service.ServiceType == typeof(TPort) && service.ImplementationType?.Assembly == typeof(TPort).Assembly
        );
        if (inMemory is not null)
        {
            services.Remove(inMemory);
        }

        services.TryAddSingleton<TPort>(s => s.GetRequiredService<TStore>());
    }

    private static ISqlDialect DialectOf(ModerationSqlOptions options) =>
        options switch
        {
            { Sqlite: { Length: > 0 } sqlite } => new SqliteDialect(sqlite),
            { DataSource: { } given } => new PostgreSqlDialect(new PostgreSqlPool(given)),
            _ => new PostgreSqlDialect(new PostgreSqlPool(options.PostgreSql!)),
        };

    private static ModerationSqlService ServiceOf(IServiceProvider services) =>
        new(
            services.GetRequiredService<ModerationSchema>(),
            services.GetRequiredService<RuleStatisticsKeeper>(),
            services.GetRequiredService<IOptions<ModerationSqlOptions>>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetService<ILogger<ModerationSqlService>>() ?? NullLogger<ModerationSqlService>.Instance
        );
}
