using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Moderation.Sql.Tests;

/// <summary>A database of its own and the services over it.</summary>
public sealed class TestDatabase<TEngine>(
    Action<IServiceCollection>? configure = null,
    bool isMigrated = true,
    FakeTimeProvider? clock = null
) : IAsyncDisposable
    where TEngine : ITestEngine, new()
{
    private ServiceProvider? _services;

    public TEngine Engine { get; } = new();

    public FakeTimeProvider Clock { get; } =
        clock ?? new FakeTimeProvider(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));

    public ReviewQueueRepository Queue => Get<ReviewQueueRepository>();

    public T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    public async Task InitializeAsync()
    {
        await Engine.CreateAsync();
        _services = Build();
        if (isMigrated)
        {
            await Get<ModerationSchema>().MigrateAsync();
        }
    }

    /// <summary>The services of another process on the same database.</summary>
    public ServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddLearningStudioModeration();
        services.AddLearningStudioModerationSql(Engine.Use);
        configure?.Invoke(services);
        return services.BuildServiceProvider(
            new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }
        );
    }

    public async Task ExecuteAsync(string sql)
    {
        await using DbConnection connection = Engine.Connect();
        await connection.OpenAsync();
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public async Task<string?> ScalarAsync(string sql)
    {
        await using DbConnection connection = Engine.Connect();
        await connection.OpenAsync();
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>A moment as SQL has it.</summary>
    public string At(DateTimeOffset moment) =>
        Engine.IsPostgreSql
            ? $"timestamptz '{moment.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff}+00'"
            : moment.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        await Engine.DisposeAsync();
    }
}
