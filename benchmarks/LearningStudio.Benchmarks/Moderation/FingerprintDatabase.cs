using System.Text.Json;
using LearningStudio.Moderation;
using LearningStudio.Moderation.Duplicates;
using LearningStudio.Moderation.Sql;
using LearningStudio.Repositories;
using LinqToDB.Data;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LearningStudio.Benchmarks.Moderation;

/// <summary>A database of fingerprints of generated posts.</summary>
internal sealed class FingerprintDatabase : IAsyncDisposable
{
    private const int Batch = 10_000;

    private const string Insert = """
        INSERT INTO dup_sig (post_id, cluster_id, scheme, bytes, bands, label, is_found, created_at)
        VALUES (@post, @cluster, 1, @bytes, @bands, 'unjudged', @found, 0);
        INSERT INTO dup_band (band, post_id) SELECT value, @post FROM json_each(@bands) WHERE @found
        """;

    private const string CopyFingerprints = """
        COPY dup_sig (post_id, cluster_id, scheme, bytes, bands, label, is_found, created_at) FROM STDIN (FORMAT BINARY)
        """;

    private const string CopyBands = "COPY dup_band (band, post_id) FROM STDIN (FORMAT BINARY)";

    private readonly NpgsqlDataSource? _postgreSql;
    private readonly ServiceProvider _services;

    private FingerprintDatabase(string sqlite, NpgsqlDataSource? postgreSql) =>
        (_postgreSql, _services) = (
            postgreSql,
            new ServiceCollection()
                .AddLearningStudioRepositories(o =>
                    _ = postgreSql is null ? o.UseSqlite(sqlite) : o.UsePostgreSql(postgreSql)
                )
                .AddLearningStudioModeration()
                .AddLearningStudioModerationSql(o =>
                    _ = postgreSql is null ? o.UseSqlite(sqlite) : o.UsePostgreSql(postgreSql)
                )
                .BuildServiceProvider()
        );

    public IFingerprintStore Fingerprints => _services.GetRequiredService<IFingerprintStore>();

    public static FingerprintDatabase OnSqlite(string connection) => new(connection, null);

    public static FingerprintDatabase OnPostgreSql(NpgsqlDataSource source) => new("", source);

    /// <summary>Makes the tables and fills them as adding post by post would: of a template's copies, one has its bands.</summary>
    public async Task FillAsync(int posts)
    {
        await _services.GetRequiredService<ModerationSchema>().MigrateAsync();
        var generated = new GeneratedPosts();
        var originals = new Dictionary<int, long>();
        foreach (long[] ids in Enumerable.Range(1, posts).Select(id => (long)id).Chunk(Batch))
        {
            var rows = new List<Row>();
            foreach (long id in ids)
            {
                (string text, int? template) = generated.Next();
                bool isFound = template is not { } number || originals.TryAdd(number, id);
                rows.Add(new Row(id, isFound ? id : originals[template!.Value], Fingerprint.Compute(text), isFound));
            }

            await (_postgreSql is null ? InsertAsync(rows) : CopyAsync(_postgreSql, rows));
        }

        await using ForumDb analysed = Connect();
        await analysed.ExecuteAsync(_postgreSql is null ? "ANALYZE" : "VACUUM ANALYZE dup_sig, dup_band");
    }

    public async Task<long> CountBandsAsync()
    {
        await using ForumDb db = Connect();
        return await db.ExecuteAsync<long>("SELECT COUNT(*) FROM dup_band");
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task InsertAsync(List<Row> rows)
    {
        await using ForumDb db = Connect();
        await db.BeginTransactionAsync();
        foreach (Row row in rows)
        {
            await db.ExecuteAsync(
                Insert,
                DataParameter.Int64("post", row.Id),
                DataParameter.Int64("cluster", row.Cluster),
                DataParameter.VarBinary("bytes", row.Fingerprint.ToBytes()),
                DataParameter.NVarChar("bands", JsonSerializer.Serialize(row.Fingerprint.Bands)),
                DataParameter.Boolean("found", row.IsFound)
            );
        }

        await db.CommitTransactionAsync();
    }

    private static async Task CopyAsync(NpgsqlDataSource source, List<Row> rows)
    {
        await using NpgsqlConnection connection = await source.OpenConnectionAsync();
        await using (NpgsqlBinaryImporter copy = await connection.BeginBinaryImportAsync(CopyFingerprints))
        {
            foreach ((long id, long cluster, Fingerprint fingerprint, bool isFound) in rows)
            {
                long[] bands = [.. fingerprint.Bands];
                await copy.WriteRowAsync(
                    CancellationToken.None,
                    id,
                    cluster,
                    fingerprint.Scheme,
                    fingerprint.ToBytes(),
                    bands,
                    "unjudged",
                    isFound,
                    DateTime.UnixEpoch
                );
            }

            await copy.CompleteAsync();
        }

        await using NpgsqlBinaryImporter index = await connection.BeginBinaryImportAsync(CopyBands);
        foreach (Row row in rows.Where(row => row.IsFound))
        {
            foreach (long band in row.Fingerprint.Bands)
            {
                await index.WriteRowAsync(CancellationToken.None, band, row.Id);
            }
        }

        await index.CompleteAsync();
    }

    private ForumDb Connect() => _services.GetRequiredService<Func<ForumDb>>()();

    private sealed record Row(long Id, long Cluster, Fingerprint Fingerprint, bool IsFound);
}
