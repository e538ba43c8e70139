using LearningStudio.Moderation.Diagnostics;
using LearningStudio.Moderation.Duplicates;
using LearningStudio.Moderation.Evaluation;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Rules;
using LearningStudio.Moderation.Rules.Loading;
using LearningStudio.Moderation.Triggers;

namespace LearningStudio.Moderation;

/// <summary>Applies submissions: rules, duplicates and the author's record together. Thread-safe.</summary>
public sealed class PostModerator
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly SpamScorer _scorer;
    private readonly DuplicateDetector _detector;
    private readonly IPostHistory _history;
    private readonly ReviewQueueService _reviews;
    private readonly RuleSetSource _source;
    private readonly TimeProvider _time;
    private readonly ModerationMetrics _metrics;

    internal PostModerator(
        SpamScorer scorer,
        DuplicateDetector detector,
        IPostHistory history,
        ReviewQueueService reviews,
        RuleSetSource source,
        TimeProvider time,
        ModerationMetrics metrics
    )
    {
        _scorer = scorer;
        _detector = detector;
        _history = history;
        _reviews = reviews;
        _source = source;
        _time = time;
        _metrics = metrics;
    }

    /// <summary>Moderates a submission. Stores and enqueues nothing.</summary>
    public async Task<ModerationResult> ModerateAsync(
        Submission submission,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(submission);
        ModerationOptions options = _source.Options;
        RuleSet rules = _scorer.Rules;
        SubmissionFacts facts = await GatherAsync(submission, rules, options, cancellationToken).ConfigureAwait(false);
        facts = facts with { Combined = rules.Combine(facts.Verdicts, submission.TrustLevel) };
        ModerationResult result = SubmissionEvaluator.Evaluate(submission, facts, rules.Settings, options);
        _metrics.Posted(result.Action);
        return result;
    }

    /// <summary>Asks for the reviews of a result, once its post is stored and has an id.</summary>
    /// <param name="result">The result of <see cref="ModerateAsync"/>.</param>
    /// <param name="topicId">The id of the post's topic.</param>
    /// <param name="postId">The id of the post.</param>
    /// <param name="cancellationToken">Cancels the writes; reviews that were added before stay in the queue.</param>
    /// <returns>The number of reviews, one for each of <see cref="ModerationResult.Signals"/>.</returns>
    public Task<int> EnqueueAsync(
        ModerationResult result,
        long topicId,
        long postId,
        CancellationToken cancellationToken = default
    ) => EnqueueAsync(_reviews, result, topicId, postId, cancellationToken);

    /// <inheritdoc cref="EnqueueAsync(ModerationResult, long, long, CancellationToken)"/>
    /// <param name="result">The result of <see cref="ModerateAsync"/>.</param>
    /// <param name="topicId">The id of the post's topic.</param>
    /// <param name="postId">The id of the post.</param>
    /// <param name="queue">The queue to write to: that of the transaction which stores the post, for instance.</param>
    /// <param name="cancellationToken">Cancels the writes; reviews that were added before stay in the queue.</param>
    public Task<int> EnqueueAsync(
        ModerationResult result,
        long topicId,
        long postId,
        IReviewQueue queue,
        CancellationToken cancellationToken = default
    ) => EnqueueAsync(_reviews.On(queue), result, topicId, postId, cancellationToken);

    private static async Task<int> EnqueueAsync(
        ReviewQueueService reviews,
        ModerationResult result,
        long topicId,
        long postId,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(result);
        Submission submission = result.Submission;
        foreach (ModerationSignal signal in result.Signals)
        {
            long targetId = signal.Target switch
            {
                ReviewTargetKind.Post => postId,
                ReviewTargetKind.Topic => topicId,
                _ => submission.AuthorId,
            };
            var request = new ReviewRequest
            {
                Target = new ReviewTarget(signal.Target, targetId),
                Type = signal.Type,
                Priority = signal.Priority,
                Reasons = signal.Reasons,
                SpamScore = signal.SpamScore,
                ReportedUserId = submission.AuthorId,
                ReportedTrustLevel = submission.TrustLevel,
            };
            await reviews.AddAsync(request, cancellationToken).ConfigureAwait(false);
        }

        return result.Signals.Count;
    }

    private async Task<SubmissionFacts> GatherAsync(
        Submission submission,
        RuleSet rules,
        ModerationOptions current,
        CancellationToken cancellationToken
    )
    {
        DateTimeOffset now = _time.GetUtcNow();
        var context = new RuleContext { TrustLevel = submission.TrustLevel, Scope = submission.Scope };
        return new SubmissionFacts(
            _scorer.Score(rules, submission.Body, RuleFields.Body, context),
            submission.Title is { } title ? _scorer.Score(rules, title, RuleFields.Title, context) : null,
            submission.Author is { } author ? _scorer.Score(rules, author, RuleFields.Author, context) : null,
            await IsDuplicateAsync(submission, current.Triggers, now, cancellationToken).ConfigureAwait(false),
            current.Duplicates.Enabled
                ? await _detector
                    .FindAsync(submission.Body, submission.EditedPostId, cancellationToken)
                    .ConfigureAwait(false)
                : null,
            // The submission itself counts: it is not stored yet.
            await _history.CountPostsAsync(submission.AuthorId, now - Day, cancellationToken).ConfigureAwait(false)
                + (submission.EditedPostId is null ? 1 : 0),
            await _reviews.Queue.CountPendingAgainstAsync(submission.AuthorId, cancellationToken).ConfigureAwait(false)
        );
    }

    private async Task<bool> IsDuplicateAsync(
        Submission submission,
        TriggerOptions triggers,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var body = new ClassicDuplicates(submission.Body);
        if (!body.IsComparable || submission.EditedPostId is not null)
        {
            return false;
        }

        IReadOnlyList<string> recent = await _history
            .GetRecentBodiesAsync(submission, now - triggers.DuplicateWindow, cancellationToken)
            .ConfigureAwait(false);
        return recent.Any(other => body.IsDuplicateOf(other, triggers.DuplicateSimilarity));
    }
}
