using LearningStudio.Repositories.Sql;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Queries;

// Rule: of each cluster at least one post is found, that is has its bands in dup_band, and for each label that was given
//   at least one; an unjudged post is content with any. Every write keeps to it for the clusters that it changes.
// Threads: one connection a call.
internal sealed class FingerprintRepository(ForumDatabase store) : IFingerprintRepository
{
    private const int Batch = 500;

    // What @posts leave behind is found before they go. A cluster that bears the name of one takes another: the post may
    // come back with another text.
    private const string Forget = """
        UPDATE dup_sig SET is_found = TRUE WHERE post_id IN (
          SELECT MIN(m.post_id) FROM dup_sig m
          WHERE m.cluster_id IN (SELECT o.cluster_id FROM dup_sig o WHERE is_in(o.post_id, @posts))
            AND NOT is_in(m.post_id, @posts)
          GROUP BY m.cluster_id HAVING SUM(CASE WHEN m.is_found THEN 1 ELSE 0 END) = 0);
        INSERT INTO dup_band (band, post_id)
        SELECT b.value, f.post_id FROM dup_sig f, each_of(f.bands) b
        WHERE f.is_found AND NOT is_in(f.post_id, @posts)
          AND f.cluster_id IN (SELECT o.cluster_id FROM dup_sig o WHERE is_in(o.post_id, @posts))
        ON CONFLICT DO NOTHING;
        DELETE FROM dup_band WHERE (band, post_id) IN (
          SELECT b.value, f.post_id FROM dup_sig f, each_of(f.bands) b WHERE is_in(f.post_id, @posts) AND f.is_found);
        UPDATE dup_sig SET cluster_id = renamed.least
        FROM (
          SELECT cluster_id AS old, MIN(post_id) AS least FROM dup_sig
          WHERE is_in(cluster_id, @posts) AND NOT is_in(post_id, @posts) GROUP BY cluster_id) AS renamed
        WHERE dup_sig.cluster_id = renamed.old;
        DELETE FROM dup_sig WHERE is_in(post_id, @posts)
        """;

    private const string Find = """
        INSERT INTO dup_band (band, post_id)
        SELECT b.value, f.post_id FROM dup_sig f, each_of(f.bands) b WHERE f.post_id = @post AND f.is_found
        ON CONFLICT DO NOTHING
        """;

    private const string Add = $"""
        {Forget};
        INSERT INTO dup_sig (post_id, cluster_id, scheme, bytes, bands, label, is_found, created_at)
        SELECT @post, c.id, @scheme, @bytes, as_set(@bands), @label,
          NOT EXISTS (
            SELECT 1 FROM dup_sig o
            WHERE o.cluster_id = c.id AND o.is_found AND (o.label = @label OR @label = 'unjudged')),
          @created
        FROM (SELECT COALESCE((SELECT o.cluster_id FROM dup_sig o WHERE o.post_id = @original), @post) AS id) AS c
        WHERE TRUE
        ON CONFLICT DO NOTHING;
        {Find}
        """;

    private const string Mark = $"""
        UPDATE dup_sig SET label = @label,
          is_found = is_found OR NOT EXISTS (
            SELECT 1 FROM dup_sig o
            WHERE o.cluster_id = dup_sig.cluster_id AND o.post_id <> dup_sig.post_id AND o.is_found
              AND (o.label = @label OR @label = 'unjudged'))
        WHERE post_id = @post;
        {Find};
        SELECT COUNT(*) FROM dup_sig WHERE post_id = @post
        """;

    // Each bucket is read from its newest post down to the last one that counts.
    private const string Search = """
        SELECT f.* FROM (
          SELECT d.post_id AS id, COUNT(*) AS shared
          FROM each_of(@bands) b
          JOIN dup_band d ON d.band = b.value AND d.post_id >= COALESCE((
            SELECT x.post_id FROM dup_band x WHERE x.band = b.value
            ORDER BY x.post_id DESC LIMIT 1 OFFSET @before), @least)
          GROUP BY d.post_id
          ORDER BY shared DESC, id DESC
          LIMIT @limit) AS c
        JOIN dup_sig f ON f.post_id = c.id
        ORDER BY c.shared DESC, c.id DESC
        """;

    private const string Cluster = """
        SELECT post_id FROM dup_sig WHERE cluster_id = @cluster ORDER BY post_id LIMIT @limit
        """;

    private const string Old = """
        SELECT post_id FROM dup_sig WHERE label <> 'spam' AND created_at < @before
        ORDER BY created_at, post_id LIMIT @limit /* lock */ FOR UPDATE
        """;

    public Task AddAsync(
        KeptFingerprint fingerprint,
        IReadOnlyCollection<long> bands,
        CancellationToken cancellationToken = default
    ) =>
        store.RunTogetherAsync(
            db =>
                db.ExecuteAsync(
                    store.Sql(Add),
                    cancellationToken,
                    Posts([fingerprint.PostId]),
                    DataParameter.Int64("post", fingerprint.PostId),
                    DataParameter.Int64("original", fingerprint.ClusterId),
                    DataParameter.Int32("scheme", fingerprint.Scheme),
                    DataParameter.VarBinary("bytes", fingerprint.Bytes),
                    DataParameter.NVarChar("bands", store.Set(bands)),
                    DataParameter.NVarChar("label", fingerprint.Label),
                    store.Times.Parameter("created", fingerprint.CreatedAt)
                ),
            cancellationToken
        );

    public async Task<IReadOnlyList<KeptFingerprint>> FindAsync(
        IReadOnlyCollection<long> bands,
        int maxBucket,
        int limit,
        CancellationToken cancellationToken = default
    )
    {
        Guard.Limit(maxBucket);
        Guard.Limit(limit);
        return await store
            .RunAsync(db =>
                db.QueryToListAsync<KeptFingerprint>(
                    store.Sql(Search),
                    cancellationToken,
                    DataParameter.NVarChar("bands", store.Set(bands)),
                    DataParameter.Int32("before", maxBucket - 1),
                    DataParameter.Int64("least", long.MinValue),
                    DataParameter.Int32("limit", limit)
                )
            )
            .ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<long>> GetClusterAsync(
        long clusterId,
        int limit,
        CancellationToken cancellationToken = default
    )
    {
        Guard.Limit(limit);
        return await store
            .RunAsync(db =>
                db.QueryToListAsync<long>(
                    Cluster,
                    cancellationToken,
                    DataParameter.Int64("cluster", clusterId),
                    DataParameter.Int32("limit", limit)
                )
            )
            .ConfigureAwait(false);
    }

    public Task<bool> MarkAsync(long postId, string label, CancellationToken cancellationToken = default) =>
        store.RunTogetherAsync(
            async db =>
                await db.ExecuteAsync<long>(
                        store.Sql(Mark),
                        cancellationToken,
                        DataParameter.Int64("post", postId),
                        DataParameter.NVarChar("label", label)
                    )
                    .ConfigureAwait(false) > 0,
            cancellationToken
        );

    public async Task<bool> RemoveAsync(long postId, CancellationToken cancellationToken = default) =>
        await store
            .RunTogetherAsync(db => ForgetAsync(db, [postId], cancellationToken), cancellationToken)
            .ConfigureAwait(false) > 0;

    public async Task<int> ExpireAsync(DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        int all = 0;
        int some;
        do
        {
            some = await store
                .RunTogetherAsync(db => ExpireSomeAsync(db, before, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
            all += some;
        } while (some == Batch);
        return all;
    }

    private async Task<int> ExpireSomeAsync(ForumDb db, DateTimeOffset before, CancellationToken cancellationToken)
    {
        List<long> old = await db.QueryToListAsync<long>(
                store.Sql(Old),
                cancellationToken,
                store.Times.Parameter("before", before),
                DataParameter.Int32("limit", Batch)
            )
            .ConfigureAwait(false);
        return old.Count == 0 ? 0 : await ForgetAsync(db, old, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> ForgetAsync(ForumDb db, List<long> posts, CancellationToken cancellationToken)
    {
        List<long> gone = await db.QueryToListAsync<long>(
                store.Sql($"{Forget} RETURNING post_id"),
                cancellationToken,
                Posts(posts)
            )
            .ConfigureAwait(false);
        return gone.Count;
    }

    private DataParameter Posts(IReadOnlyCollection<long> posts) => DataParameter.NVarChar("posts", store.Set(posts));
}
