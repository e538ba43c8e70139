using LearningStudio.Repositories;
using LearningStudio.Tests.Servers;
using Npgsql;

namespace LearningStudio.HostApi.Tests.Adapters;

public sealed class RepositoryReviewQueueTestsOnPostgreSql : RepositoryReviewQueueTests
{
    private static int _made;
    private readonly string _name = $"queue_{Interlocked.Increment(ref _made)}";

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await ExecuteAsync(await PostgreSqlServer.SharedAsync(), $"DROP DATABASE {_name} WITH (FORCE)");
    }

    protected override async Task UseAsync(ForumRepositoriesOptions options)
    {
        PostgreSqlServer server = await PostgreSqlServer.SharedAsync();
        await ExecuteAsync(server, $"CREATE DATABASE {_name} STRATEGY file_copy");
        options.UsePostgreSql(server.ConnectionString(_name) + ";Maximum Pool Size=20");
    }

    private static async Task ExecuteAsync(PostgreSqlServer server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString("postgres") + ";Pooling=false");
        await using NpgsqlCommand command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
