using LearningStudio.Moderation.Rules.Loading;

namespace LearningStudio.Moderation.Duplicates;

/// <summary>Finds earlier posts that a text copies, wholly or nearly. Thread-safe.</summary>
public sealed class DuplicateDetector
{
    // Three standard errors of the sketch of a line: what a text is read for is hardly ever missed by its sketch.
    private const double EstimateSlack = 0.25;

    private readonly IFingerprintStore _store;
    private readonly RuleSetSource _source;
    private readonly TimeProvider _time;
    private readonly IPostTexts? _texts;
    private volatile SiteKey _key = SiteKey.None;

    // Without texts similarities are estimates.
    internal DuplicateDetector(IFingerprintStore store, RuleSetSource source, TimeProvider time, IPostTexts? texts)
    {
        (_store, _source, _time, _texts) = (store, source, time, texts);
    }

    /// <summary>Looks for earlier posts that a text resembles. Nothing is stored.</summary>
    /// <param name="text">The text.</param>
    /// <param name="exceptPostId">A post that does not count: the one whose new text this is.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    public async Task<DuplicateReport> FindAsync(
        string text,
        long? exceptPostId = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(text);
        DuplicateOptions settings = _source.Options.Duplicates;
        var fingerprint = Fingerprint.Compute(NormalText.Normalize(text), KeyOf(settings));
        if (fingerprint.IsEmpty)
        {
            return new DuplicateReport(fingerprint, []);
        }

        double minSimilarity = _texts is null ? settings.Near : settings.Near - EstimateSlack;
        IReadOnlyList<FingerprintEntry> found = await _store
            .FindAsync(fingerprint.Bands, settings.MaxBucket, cancellationToken)
            .ConfigureAwait(false);
        DuplicateMatch[] estimates =
        [
            .. found
                .Where(entry => entry.PostId != exceptPostId)
                .Select(entry => Match(entry, fingerprint))
                .Where(match => match.Similarity >= minSimilarity),
        ];
        IEnumerable<DuplicateMatch> verified = await VerifyAsync(text, estimates, cancellationToken)
            .ConfigureAwait(false);
        return new DuplicateReport(
            fingerprint,
            [
                .. verified
                    .Where(match => match.Similarity >= settings.Near)
                    .OrderByDescending(match => match.Similarity)
                    .ThenBy(match => match.PostId),
            ]
        );
    }

    /// <summary>Keeps a post's fingerprint, once the post is stored and its id is known, in the place of an earlier one.</summary>
    /// <param name="postId">The post.</param>
    /// <param name="report">What was found for its text; a duplicate joins the cluster of what it copies.</param>
    /// <param name="label">What moderators said of it.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    public Task StoreAsync(
        long postId,
        DuplicateReport report,
        FingerprintLabel label = FingerprintLabel.Undecided,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(report);
        double duplicate = _source.Options.Duplicates.Duplicate;
        DuplicateMatch? original = report.Matches.FirstOrDefault(match => match.Similarity >= duplicate);
        return _store.AddAsync(
            new NewFingerprint
            {
                PostId = postId,
                Fingerprint = report.Fingerprint,
                CreatedAt = _time.GetUtcNow(),
                Label = label,
                CopyOf = original?.PostId,
            },
            cancellationToken
        );
    }

    /// <summary>
    /// Says what moderators said of a post, once they decided. Does nothing while <see cref="DuplicateOptions.Enabled"/> is false.
    /// </summary>
    /// <returns>Whether its fingerprint is kept.</returns>
    public Task<bool> MarkAsync(long postId, FingerprintLabel label, CancellationToken cancellationToken = default) =>
        _source.Options.Duplicates.Enabled
            ? _store.MarkAsync(postId, label, cancellationToken)
            : Task.FromResult(false);

    /// <summary>Forgets what is older than <see cref="DuplicateOptions.Retention"/>; call it once a day or so.</summary>
    /// <returns>How many posts.</returns>
    public Task<int> ExpireAsync(CancellationToken cancellationToken = default) =>
        _store.ExpireAsync(_time.GetUtcNow() - _source.Options.Duplicates.Retention, cancellationToken);

    private static DuplicateMatch Match(FingerprintEntry entry, Fingerprint fingerprint) =>
        new(
            entry.PostId,
            entry.ClusterId,
            fingerprint.EstimateSimilarity(entry.Fingerprint),
            !fingerprint.IsExactCopyOf(entry.Fingerprint),
            entry.Label
        );

    private async Task<IEnumerable<DuplicateMatch>> VerifyAsync(
        string text,
        DuplicateMatch[] matches,
        CancellationToken cancellationToken
    )
    {
        long[] open = [.. matches.Where(match => match.IsEstimate).Select(match => match.PostId)];
        if (_texts is null || open.Length == 0)
        {
            return matches;
        }

        IReadOnlyDictionary<long, string> bodies = await _texts
            .GetBodiesAsync(open, cancellationToken)
            .ConfigureAwait(false);
        var grams = Grams.From(text);
        return matches.Select(match =>
            match.IsEstimate && bodies.TryGetValue(match.PostId, out string? body)
                ? match.Verified(grams.SimilarityTo(Grams.From(body)))
                : match
        );
    }

    // Two threads may both derive a new key, to the same end.
    private SiteKey KeyOf(DuplicateOptions settings)
    {
        SiteKey key = _key;
        if (!key.IsOf(settings.Key))
        {
            _key = key = SiteKey.From(settings.Key);
        }

        return key;
    }
}
