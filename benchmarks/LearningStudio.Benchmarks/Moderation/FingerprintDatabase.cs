using System.Globalization;
using LearningStudio.Moderation;
using LearningStudio.Repositories;
using LinqToDB.Data;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LearningStudio.Benchmarks.Moderation;

/// <summary>A database of fingerprints of generated posts.</summary>
internal sealed class FingerprintDatabase : IAsyncDisposable
{
    private const int Batch = 10_000;
    private readonly ServiceProvider _services;
    private readonly bool _isPostgreSql;

    private FingerprintDatabase(Action<ForumRepositoriesOptions> configure, bool isPostgreSql) =>
        (_services, _isPostgreSql) = (
            new ServiceCollection().AddLearningStudioRepositories(configure).BuildServiceProvider(),
            isPostgreSql
        );

    public IFingerprintRepository Fingerprints => _services.GetRequiredService<IFingerprintRepository>();

    public static FingerprintDatabase OnSqlite(string connection) =>
        new(o => o.UseSqlite(connection), isPostgreSql: false);

    public static FingerprintDatabase OnPostgreSql(NpgsqlDataSource source) =>
        new(o => o.UsePostgreSql(source), isPostgreSql: true);

    private string Insert =>
        $"""
            INSERT INTO dup_sig (post_id, cluster_id, scheme, bytes, bands, label, is_found, created_at)
            VALUES (@post, @cluster, 1, @bytes, {(
                _isPostgreSql ? "CAST(@bands AS bigint[])" : "@bands"
            )}, 'unjudged', @found,
              {(_isPostgreSql ? "now()" : "0")});
            INSERT INTO dup_band (band, post_id)
            SELECT value, @post
            FROM {(_isPostgreSql ? "unnest(CAST(@bands AS bigint[])) AS b (value)" : "json_each(@bands)")} WHERE @found
            """;

    /// <summary>Makes the tables and fills them as adding post by post would: of a template's copies, one has its bands.</summary>
    public async Task FillAsync(int posts)
    {
        await _services.GetRequiredService<ForumSchema>().MigrateAsync();
        var generated = new GeneratedPosts();
        var originals = new Dictionary<int, long>();
        foreach (long[] ids in Enumerable.Range(1, posts).Select(id => (long)id).Chunk(Batch))
        {
            await using ForumDb db = Connect();
            await db.BeginTransactionAsync();
            foreach (long id in ids)
            {
                (string text, int? template) = generated.Next();
                bool isFound = template is not { } number || originals.TryAdd(number, id);
                long cluster = isFound ? id : originals[template!.Value];
                await db.ExecuteAsync(Insert, Parameters(id, cluster, Fingerprint.Of(text), isFound));
            }

            await db.CommitTransactionAsync();
        }

        await using ForumDb analysed = Connect();
        await analysed.ExecuteAsync(_isPostgreSql ? "VACUUM ANALYZE dup_sig, dup_band" : "ANALYZE");
    }

    public async Task<long> CountBandsAsync()
    {
        await using ForumDb db = Connect();
        return await db.ExecuteAsync<long>("SELECT COUNT(*) FROM dup_band");
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private DataParameter[] Parameters(long id, long cluster, Fingerprint fingerprint, bool isFound)
    {
        string bands = string.Join(',', fingerprint.Bands.Select(band => band.ToString(CultureInfo.InvariantCulture)));
        return
        [
            DataParameter.Int64("post", id),
            DataParameter.Int64("cluster", cluster),
            DataParameter.VarBinary("bytes", fingerprint.ToBytes()),
            DataParameter.NVarChar("bands", _isPostgreSql ? $"{{{bands}}}" : $"[{bands}]"),
            DataParameter.Boolean("found", isFound),
        ];
    }

    private ForumDb Connect() => _services.GetRequiredService<Func<ForumDb>>()();
}
