using LearningStudio.Moderation.Duplicates;
using LearningStudio.Moderation.Triggers;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation;

/// <summary>Judges submissions: rules, duplicates and the author's record together. Thread-safe.</summary>
public sealed class PostModerator(
    SpamScorer scorer,
    IPostHistory history,
    IReviewQueue queue,
    TimeProvider time,
    IOptionsMonitor<ModerationOptions> options,
    DuplicateDetector detector
)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Judges a submission. Nothing is stored and nothing queued.</summary>
    public async Task<ModerationResult> JudgeAsync(Submission submission, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(submission);
        TriggerOptions triggers = options.CurrentValue.Triggers;
        DateTimeOffset now = time.GetUtcNow();
        var facts = new SubmissionFacts(
            scorer.ScoreBody(submission.Body),
            submission.Title is null ? null : scorer.ScoreTitle(submission.Title),
            await IsDuplicateAsync(submission, triggers, now, cancellationToken).ConfigureAwait(false),
            // The submission itself counts: it is not stored yet.
            await history.CountPostsAsync(submission.AuthorId, now - Day, cancellationToken).ConfigureAwait(false)
                + (submission.EditedPostId is null ? 1 : 0),
            await queue.CountPendingAgainstAsync(submission.AuthorId, cancellationToken).ConfigureAwait(false)
        );
        DuplicateOptions duplicates = options.CurrentValue.Duplicates;
        DuplicateReport? copies = duplicates.Enabled
            ? await detector
                .FindAsync(submission.Body, submission.EditedPostId, cancellationToken)
                .ConfigureAwait(false)
            : null;
        IEnumerable<ModerationSignal> fired = TriggerRules.Fired(submission, facts, triggers);
        ModerationSignal[] signals = [.. CopySignals.With(fired, submission, copies, duplicates)];
        return new ModerationResult(signals.Any(Holds), facts.Body, facts.Title, signals) { Copies = copies };
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

    private static bool Holds(ModerationSignal signal) =>
        signal.Type == ReviewType.NewUserPost
        || (signal.Type == ReviewType.SpamDetection && signal.Priority <= TriggerRules.Held);

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

        IReadOnlyList<string> recent = await history
            .GetRecentBodiesAsync(submission, now - triggers.DuplicateWindow, cancellationToken)
            .ConfigureAwait(false);
        return recent.Any(other => body.IsDuplicateOf(other, triggers.DuplicateSimilarity));
    }
}
