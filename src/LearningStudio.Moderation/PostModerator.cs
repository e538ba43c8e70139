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
    private readonly IPostHistory _history;
    private readonly IReviewQueue _queue;
    private readonly TimeProvider _time;
    private readonly DuplicateDetector _detector;
    private readonly ModerationMetrics _metrics;
    private readonly LastGoodOptions _options;

    internal PostModerator(
        SpamScorer scorer,
        IPostHistory history,
        IReviewQueue queue,
        TimeProvider time,
        DuplicateDetector detector,
        ModerationMetrics metrics,
        LastGoodOptions options
    )
    {
        _scorer = scorer;
        _history = history;
        _queue = queue;
        _time = time;
        _detector = detector;
        _metrics = metrics;
        _options = options;
    }

    /// <summary>Applies a submission. Nothing is stored and nothing queued.</summary>
    public async Task<ModerationResult> ModerateAsync(
        Submission submission,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(submission);
        ModerationOptions current = _options.Value;
        RuleSet rules = _scorer.Rules;
        SubmissionFacts facts = await GatherAsync(submission, rules, current, cancellationToken).ConfigureAwait(false);
        facts = facts with { Combined = rules.Combine(facts.Verdicts, submission.TrustLevel) };
        ModerationResult result = SubmissionEvaluator.Evaluate(submission, facts, rules.Settings, current);
        _metrics.Posted(result.Action);
        return result;
    }

    /// <summary>The review requests of a result, once the post is stored and its ids are known.</summary>
    /// <param name="result">The result.</param>
    /// <param name="submission">What was judged.</param>
    /// <param name="topicId">The id of the topic.</param>
    /// <param name="postId">The id of the post.</param>
    public static IReadOnlyList<ReviewRequest> Requests(
        ModerationResult result,
        Submission submission,
        long topicId,
        long postId
    )
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(submission);
        return
        [
            .. result.Signals.Select(signal => new ReviewRequest(
                new ReviewTarget(signal.Target, IdOf(signal.Target)),
                signal.Type,
                signal.Priority,
                signal.Reasons,
                signal.SpamScore,
                submission.AuthorId,
                submission.TrustLevel
            )),
        ];

        long IdOf(ReviewTargetKind kind) =>
            kind switch
            {
                ReviewTargetKind.Post => postId,
                ReviewTargetKind.Topic => topicId,
                _ => submission.AuthorId,
            };
    }

    private async Task<SubmissionFacts> GatherAsync(
        Submission submission,
        RuleSet rules,
        ModerationOptions current,
        CancellationToken cancellationToken
    )
    {
        DateTimeOffset now = _time.GetUtcNow();
        var context = new RuleContext(submission.TrustLevel, submission.Scope);
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
            await _queue.CountPendingAgainstAsync(submission.AuthorId, cancellationToken).ConfigureAwait(false)
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
