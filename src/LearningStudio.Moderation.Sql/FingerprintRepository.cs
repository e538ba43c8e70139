using System.Data.Common;
using LearningStudio.Moderation.Duplicates;
using LearningStudio.Moderation.Sql.Databases;
using LearningStudio.Moderation.Sql.Fingerprints;

namespace LearningStudio.Moderation.Sql;

/// <summary>The fingerprints of posts in a database: on connections of its own, or within a caller's transaction.</summary>
/// <remarks>Thread-safe, also between processes, unless it is <see cref="On"/> a transaction.</remarks>
public sealed class FingerprintRepository : IFingerprintStore
{
    private const int MaxRows = 1000;
    private const int Batch = 500;

    private readonly ISqlRunner _runner;
    private readonly FingerprintStatements _fingerprints;

    internal FingerprintRepository(ISqlRunner runner, FingerprintStatements fingerprints) =>
        (_runner, _fingerprints) = (runner, fingerprints);

    /// <summary>The same fingerprints within a transaction, which its owner commits: for as long as that is open.</summary>
    /// <param name="transaction">A transaction on the database of the options, of its driver.</param>
    /// <returns>A store that is as little thread-safe as the transaction.</returns>
    /// <exception cref="ArgumentException">The transaction has ended.</exception>
    public FingerprintRepository On(DbTransaction transaction) => new(_runner.On(transaction), _fingerprints);

    /// <inheritdoc />
    public Task AddAsync(NewFingerprint fingerprint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        return fingerprint.Fingerprint.IsEmpty
            ? RemoveAsync(fingerprint.PostId, cancellationToken)
            : _runner.TransactAsync(
                session => _fingerprints.AddAsync(session, fingerprint, cancellationToken),
                cancellationToken
            );
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<FingerprintEntry>> FindAsync(
        IReadOnlyList<long> bands,
        int maxBucket,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(bands);
        Check(maxBucket, nameof(maxBucket));
        return await _runner
            .RunAsync(
                session => _fingerprints.FindAsync(session, bands, maxBucket, cancellationToken),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<long>> GetClusterAsync(
        long clusterId,
        int limit,
        CancellationToken cancellationToken = default
    )
    {
        Check(limit, nameof(limit));
        return await _runner
            .RunAsync(
                session => FingerprintStatements.GetClusterAsync(session, clusterId, limit, cancellationToken),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <inheritdoc />
    public Task<bool> MarkAsync(long postId, FingerprintLabel label, CancellationToken cancellationToken = default) =>
        _runner.TransactAsync(
            session => _fingerprints.MarkAsync(session, postId, label, cancellationToken),
            cancellationToken
        );

    /// <inheritdoc />
    public Task<bool> RemoveAsync(long postId, CancellationToken cancellationToken = default) =>
        _runner.TransactAsync(
            async session =>
                await _fingerprints.ForgetAsync(session, [postId], cancellationToken).ConfigureAwait(false) > 0,
            cancellationToken
        );

    /// <inheritdoc />
    public async Task<int> ExpireAsync(DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        int all = 0;
        int some;
        do
        {
            some = await _runner
                .TransactAsync(
                    session => _fingerprints.ExpireAsync(session, before, Batch, cancellationToken),
                    cancellationToken
                )
                .ConfigureAwait(false);
            all += some;
        } while (some == Batch);
        return all;
    }

    private static void Check(int count, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxRows, name);
    }
}
