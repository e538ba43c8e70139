using Npgsql;

namespace LearningStudio.Benchmarks.Repositories;

internal static class DataSourceExtensions
{
    public static async Task ExecuteAsync(this NpgsqlDataSource source, string sql)
    {
        await using NpgsqlCommand command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
