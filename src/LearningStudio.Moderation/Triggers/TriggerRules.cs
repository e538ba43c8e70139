namespace LearningStudio.Moderation.Triggers;

// Rule: the triggers of the forum software that this library succeeds, with its thresholds as options.
// Threads: pure.
internal static class TriggerRules
{
    /// <summary>The priority of spam that is not shown before a moderator approved it.</summary>
    public const int Held = 2;

    private const int Shown = 3;
    private const int LittleTrust = 1;

    public static IEnumerable<ModerationSignal> Fired(
        Submission submission,
        SubmissionFacts facts,
        TriggerOptions options
    )
    {
        bool isEdit = submission.EditedPostId is not null;
        return (isEdit ? OfEdit(submission, facts, options) : OfNew(submission, facts, options))
            .Concat(OfTitle(facts, options))
            .Concat(OfAuthor(submission, facts, options));
    }

    private static IEnumerable<ModerationSignal> OfNew(
        Submission submission,
        SubmissionFacts facts,
        TriggerOptions options
    )
    {
        if (submission.TrustLevel == 0)
        {
            yield return Signal(ReviewTargetKind.Post, ReviewType.NewUserPost, 3, "trust-level-0");
            if (submission.Title is not null)
            {
                yield return Signal(ReviewTargetKind.Topic, ReviewType.NewUserPost, 3, "trust-level-0");
            }
        }

        if (facts.Body.Score > options.SpamScore)
        {
            yield return Spam(ReviewTargetKind.Post, facts.Body, "body", Held);
        }
        else if (facts.Body.Score > options.SuspiciousScore || !facts.Body.IsComplete)
        {
            yield return Spam(ReviewTargetKind.Post, facts.Body, "body", Shown);
        }

        if (facts.IsDuplicate)
        {
            yield return Signal(ReviewTargetKind.Post, ReviewType.EditedPost, 4, "duplicate");
        }
    }

    private static IEnumerable<ModerationSignal> OfEdit(
        Submission submission,
        SubmissionFacts facts,
        TriggerOptions options
    )
    {
        if (submission.TrustLevel <= LittleTrust)
        {
            yield return Signal(ReviewTargetKind.Post, ReviewType.EditedPost, 4, "edited");
        }

        if (facts.Body.Score > options.EditedSpamScore || !facts.Body.IsComplete)
        {
            yield return Spam(
                ReviewTargetKind.Post,
                facts.Body,
                "body",
                facts.Body.Score > options.EditedSpamScore ? Held : Shown
            );
        }
    }

    private static IEnumerable<ModerationSignal> OfTitle(SubmissionFacts facts, TriggerOptions options)
    {
        if (facts.Title is { } title && (title.Score > options.TitleSpamScore || !title.IsComplete))
        {
            yield return Spam(
                ReviewTargetKind.Topic,
                title,
                "title",
                title.Score > options.TitleSpamScore ? Held : Shown
            );
        }
    }

    private static IEnumerable<ModerationSignal> OfAuthor(
        Submission submission,
        SubmissionFacts facts,
        TriggerOptions options
    )
    {
        if (submission.TrustLevel <= LittleTrust && facts.PostsToday > options.DailyPosts)
        {
            yield return Signal(ReviewTargetKind.User, ReviewType.TrustLevelReview, 3, "many-posts");
        }

        if (facts.PendingItems >= options.PendingItems)
        {
            yield return Signal(ReviewTargetKind.User, ReviewType.UserReport, 2, "many-open-items");
        }
    }

    private static ModerationSignal Signal(ReviewTargetKind target, ReviewType type, int priority, string code) =>
        new(target, type, priority, [new ReviewReason(code)]);

    private static ModerationSignal Spam(ReviewTargetKind target, Verdict verdict, string field, int priority) =>
        new(
            target,
            ReviewType.SpamDetection,
            priority,
            [
                .. verdict.Matches.Select(m => new ReviewReason(m.RuleId, field, m.Offset, m.Length, m.Weight)),
                .. verdict
                    .Parts.Where(part => part.Signal is not ("spam" or "links"))
                    .Select(part => new ReviewReason(part.Signal, field, Weight: part.Amount)),
                .. verdict.TimedOutRules.Select(rule => new ReviewReason($"{rule}:timed-out", field)),
            ],
            verdict.Score
        );
}
