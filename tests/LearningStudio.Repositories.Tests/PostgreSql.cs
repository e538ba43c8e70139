using LearningStudio.Repositories.Schema;
using LearningStudio.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LearningStudio.Repositories.Tests;

/// <summary>A database of its own on the PostgreSQL server that the tests share.</summary>
public sealed class PostgreSql : ITestEngine
{
    private const string Migrated = "migrated";
    private static readonly Lazy<Task> Template = new(MakeTemplateAsync);
    private static int _made;
    private readonly string _name = $"forum_{Interlocked.Increment(ref _made)}";
    private NpgsqlDataSource? _source;

    public bool IsPostgreSql => true;

    public string ConnectionString { get; private set; } = "";

    public async Task CreateAsync(bool isMigrated)
    {
        if (isMigrated)
        {
            await Template.Value;
        }

        PostgreSqlServer server = await PostgreSqlServer.SharedAsync();
        string template = isMigrated ? Migrated : "template1";
        await ExecuteAsync(server, $"CREATE DATABASE {_name} TEMPLATE {template} STRATEGY file_copy");
        ConnectionString = server.ConnectionString(_name) + ";Max Auto Prepare=100;Maximum Pool Size=20";
        _source = NpgsqlDataSource.Create(ConnectionString);
    }

    public void Use(ForumRepositoriesOptions options) => options.UsePostgreSql(_source!);

    public async ValueTask DisposeAsync()
    {
        if (_source is not null)
        {
            await _source.DisposeAsync();
            await ExecuteAsync(await PostgreSqlServer.SharedAsync(), $"DROP DATABASE {_name} WITH (FORCE)");
        }
    }

    private static async Task MakeTemplateAsync()
    {
        PostgreSqlServer server = await PostgreSqlServer.SharedAsync();
        await ExecuteAsync(server, $"CREATE DATABASE {Migrated}");
        await using ServiceProvider services = new ServiceCollection()
            .AddLearningStudioRepositories(o => o.UsePostgreSql(server.ConnectionString(Migrated) + ";Pooling=false"))
            .BuildServiceProvider();
        await services.GetRequiredService<ForumSchema>().MigrateAsync();
    }

    private static async Task ExecuteAsync(PostgreSqlServer server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
