using System.Data.Common;
using LearningStudio.Moderation.Duplicates;
using LearningStudio.Moderation.Sql.Codes;
using LearningStudio.Moderation.Sql.Databases;

namespace LearningStudio.Moderation.Sql.Fingerprints;

// Rule: of each cluster at least one post is found, that is has its bands in dup_band, and for each label that was given
//   at least one; an unjudged post is content with any. Every write keeps to it for the clusters that it changes.
/// <summary>The statements of the fingerprints, made once for a database. Thread-safe.</summary>
internal sealed class FingerprintStatements
{
    private const string Cluster = """
        SELECT post_id FROM dup_sig WHERE cluster_id = @cluster ORDER BY post_id LIMIT @limit
        """;

    private readonly string _forget;
    private readonly string _add;
    private readonly string _mark;

    private readonly string _search;
    private readonly string _old;

    public FingerprintStatements(ISqlDialect sql)
    {
        Dialect = sql;
        string bandsOf = $"SELECT b.value, f.post_id FROM dup_sig f, {sql.EachId("f.bands", "b")}";
        string find = $"""
            INSERT INTO dup_band (band, post_id)
            {bandsOf} WHERE f.post_id = @post AND f.is_found
            ON CONFLICT DO NOTHING
            """;
        _forget = Forget(sql, bandsOf);
        _add = Add(sql, _forget, find);
        _mark = $"""
            UPDATE dup_sig SET label = @label,
              is_found = is_found OR NOT EXISTS (
                SELECT 1 FROM dup_sig o
                WHERE o.cluster_id = dup_sig.cluster_id AND o.post_id <> dup_sig.post_id AND o.is_found
                  AND (o.label = @label OR @label = 'unjudged'))
            WHERE post_id = @post;
            {find};
            SELECT COUNT(*) FROM dup_sig WHERE post_id = @post
            """;
        _search = Search(sql);
        _old = $"""
            SELECT post_id FROM dup_sig WHERE label <> 'spam' AND created_at < @before
            ORDER BY created_at, post_id LIMIT @limit{sql.ForUpdate}
            """;
    }

    private ISqlDialect Dialect { get; }

    public Task<int> AddAsync(SqlSession session, NewFingerprint added, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            _add,
            cancellationToken,
            Posts([added.PostId]),
            Parameter.Long("post", added.PostId),
            Parameter.Long("original", added.CopyOf ?? added.PostId),
            Parameter.Int("scheme", added.Fingerprint.Scheme),
            Parameter.Bytes("bytes", added.Fingerprint.ToBytes()),
            Parameter.Text("bands", Dialect.Set(added.Fingerprint.Bands)),
            Parameter.Text("label", StoredCodes.Labels[added.Label]),
            Parameter.Time("created", added.CreatedAt)
        );

    public Task<List<FingerprintEntry>> FindAsync(
        SqlSession session,
        IReadOnlyList<long> bands,
        int maxBucket,
        CancellationToken cancellationToken
    ) =>
        session.ListAsync(
            _search,
            Read,
            cancellationToken,
            Parameter.Text("bands", Dialect.Set(bands)),
            Parameter.Int("before", maxBucket - 1),
            Parameter.Long("least", long.MinValue),
            Parameter.Int("limit", IFingerprintStore.MaxCandidates)
        );

    public static Task<List<long>> GetClusterAsync(
        SqlSession session,
        long clusterId,
        int limit,
        CancellationToken cancellationToken
    ) =>
        session.ListAsync(
            Cluster,
            row => row.GetInt64(0),
            cancellationToken,
            Parameter.Long("cluster", clusterId),
            Parameter.Int("limit", limit)
        );

    public async Task<bool> MarkAsync(
        SqlSession session,
        long postId,
        FingerprintLabel label,
        CancellationToken cancellationToken
    ) =>
        await session
            .FindLongAsync(
                _mark,
                cancellationToken,
                Parameter.Long("post", postId),
                Parameter.Text("label", StoredCodes.Labels[label])
            )
            .ConfigureAwait(false) > 0;

    /// <summary>Forgets what was added before a moment, spam excepted; as many posts as given at the most.</summary>
    public async Task<int> ExpireAsync(
        SqlSession session,
        DateTimeOffset before,
        int limit,
        CancellationToken cancellationToken
    )
    {
        List<long> old = await session
            .ListAsync(
                _old,
                row => row.GetInt64(0),
                cancellationToken,
                Parameter.Time("before", before),
                Parameter.Int("limit", limit)
            )
            .ConfigureAwait(false);
        return old.Count == 0 ? 0 : await ForgetAsync(session, old, cancellationToken).ConfigureAwait(false);
    }

    public async Task<int> ForgetAsync(
        SqlSession session,
        IReadOnlyCollection<long> posts,
        CancellationToken cancellationToken
    ) =>
        (
            await session
                .ListAsync($"{_forget} RETURNING post_id", row => row.GetInt64(0), cancellationToken, Posts(posts))
                .ConfigureAwait(false)
        ).Count;

    private Parameter Posts(IReadOnlyCollection<long> posts) => Parameter.Text("posts", Dialect.Set(posts));

    private FingerprintEntry Read(DbDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetInt64(1),
            Fingerprint.FromBytes(row.GetInt32(2), row.GetFieldValue<byte[]>(3)),
            StoredCodes.Labels.Parse(row.GetString(4)),
            Dialect.ReadTime(row, 5)
        );

    // What @posts leave behind is found before they go. A cluster that bears the name of one takes another: the post may
    // come back with another text.
    private static string Forget(ISqlDialect sql, string bandsOf)
    {
        string given = sql.IsIn("o.post_id", "@posts");
        return $"""
            UPDATE dup_sig SET is_found = TRUE WHERE post_id IN (
              SELECT MIN(m.post_id) FROM dup_sig m
              WHERE m.cluster_id IN (SELECT o.cluster_id FROM dup_sig o WHERE {given})
                AND NOT {sql.IsIn("m.post_id", "@posts")}
              GROUP BY m.cluster_id HAVING SUM(CASE WHEN m.is_found THEN 1 ELSE 0 END) = 0);
            INSERT INTO dup_band (band, post_id)
            {bandsOf}
            WHERE f.is_found AND NOT {sql.IsIn("f.post_id", "@posts")}
              AND f.cluster_id IN (SELECT o.cluster_id FROM dup_sig o WHERE {given})
            ON CONFLICT DO NOTHING;
            DELETE FROM dup_band WHERE (band, post_id) IN (
              {bandsOf} WHERE {sql.IsIn("f.post_id", "@posts")} AND f.is_found);
            UPDATE dup_sig SET cluster_id = renamed.least
            FROM (
              SELECT cluster_id AS old, MIN(post_id) AS least FROM dup_sig
              WHERE {sql.IsIn("cluster_id", "@posts")} AND NOT {sql.IsIn("post_id", "@posts")}
              GROUP BY cluster_id) AS renamed
            WHERE dup_sig.cluster_id = renamed.old;
            DELETE FROM dup_sig WHERE {sql.IsIn("post_id", "@posts")}
            """;
    }

    private static string Add(ISqlDialect sql, string forget, string find) =>
        $"""
            {forget};
            INSERT INTO dup_sig (post_id, cluster_id, scheme, bytes, bands, label, is_found, created_at)
            SELECT @post, c.id, @scheme, @bytes, {sql.AsSet("@bands")}, @label,
              NOT EXISTS (
                SELECT 1 FROM dup_sig o
                WHERE o.cluster_id = c.id AND o.is_found AND (o.label = @label OR @label = 'unjudged')),
              @created
            FROM (SELECT COALESCE((SELECT o.cluster_id FROM dup_sig o WHERE o.post_id = @original), @post) AS id) AS c
            WHERE TRUE
            ON CONFLICT DO NOTHING;
            {find}
            """;

    // Each bucket is read from its newest post down to the last one that counts.
    private static string Search(ISqlDialect sql) =>
        $"""
            SELECT f.post_id, f.cluster_id, f.scheme, f.bytes, f.label, f.created_at FROM (
              SELECT d.post_id AS id, COUNT(*) AS shared
              FROM {sql.EachId("@bands", "b")}
              JOIN dup_band d ON d.band = b.value AND d.post_id >= COALESCE((
                SELECT x.post_id FROM dup_band x WHERE x.band = b.value
                ORDER BY x.post_id DESC LIMIT 1 OFFSET @before), @least)
              GROUP BY d.post_id
              ORDER BY shared DESC, id DESC
              LIMIT @limit) AS c
            JOIN dup_sig f ON f.post_id = c.id
            ORDER BY c.shared DESC, c.id DESC
            """;
}
