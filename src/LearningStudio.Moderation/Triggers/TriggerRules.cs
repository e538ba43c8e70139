using LearningStudio.Moderation.Review;

namespace LearningStudio.Moderation.Triggers;

// Rule: the triggers of the forum software that this library succeeds, with its thresholds as options.
// Threads: pure.
internal static class TriggerRules
{
    /// <summary>The priority of spam that is not shown before a moderator approved it.</summary>
    public const int Held = 2;

    private const int Shown = 3;
    private const int LittleTrust = 1;

    /// <summary>The triggers of the classic profile, scores among them.</summary>
    public static IEnumerable<ModerationSignal> Classic(
        Submission submission,
        SubmissionFacts facts,
        TriggerOptions options
    )
    {
        bool isEdit = submission.EditedPostId is not null;
        return OfSubmission(submission, isEdit ? OfEditedBody(facts, options) : OfBody(facts, options), facts)
            .Concat(OfTitle(facts, options))
            .Concat(OfName(facts, options))
            .Concat(OfAuthor(submission, facts, options));
    }

    /// <summary>The triggers that know of no score, and what the score as a whole asks for.</summary>
    public static IEnumerable<ModerationSignal> Additive(
        Submission submission,
        SubmissionFacts facts,
        ModerationAction action,
        double score,
        IEnumerable<ScorePart> combined,
        TriggerOptions options
    )
    {
        IEnumerable<ModerationSignal> spam =
            action == ModerationAction.Allow
                ? []
                : [SpamSignal.Create(facts, action == ModerationAction.Review ? Shown : Held, score, combined)];
        return OfSubmission(submission, spam, facts).Concat(OfAuthor(submission, facts, options));
    }

    private static IEnumerable<ModerationSignal> OfSubmission(
        Submission submission,
        IEnumerable<ModerationSignal> spam,
        SubmissionFacts facts
    )
    {
        bool isEdit = submission.EditedPostId is not null;
        if (isEdit && submission.TrustLevel <= LittleTrust)
        {
            yield return Signal(ReviewTargetKind.Post, ReviewType.EditedPost, 4, "edited");
        }

        if (!isEdit && submission.TrustLevel == 0)
        {
            yield return Signal(ReviewTargetKind.Post, ReviewType.NewUserPost, 3, "trust-level-0");
            if (submission.Title is not null)
            {
                yield return Signal(ReviewTargetKind.Topic, ReviewType.NewUserPost, 3, "trust-level-0");
            }
        }

        foreach (ModerationSignal signal in spam)
        {
            yield return signal;
        }

        if (facts.IsDuplicate)
        {
            yield return Signal(ReviewTargetKind.Post, ReviewType.EditedPost, 4, "duplicate");
        }
    }

    private static IEnumerable<ModerationSignal> OfBody(SubmissionFacts facts, TriggerOptions options)
    {
        if (facts.Body.Score > options.SpamScore)
        {
            yield return SpamSignal.Create(ReviewTargetKind.Post, facts.Body, "body", Held);
        }
        else if (facts.Body.Score > options.SuspiciousScore || !facts.Body.IsComplete)
        {
            yield return SpamSignal.Create(ReviewTargetKind.Post, facts.Body, "body", Shown);
        }
    }

    private static IEnumerable<ModerationSignal> OfEditedBody(SubmissionFacts facts, TriggerOptions options)
    {
        if (facts.Body.Score > options.EditedSpamScore || !facts.Body.IsComplete)
        {
            yield return SpamSignal.Create(
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
            yield return SpamSignal.Create(
                ReviewTargetKind.Topic,
                title,
                "title",
                title.Score > options.TitleSpamScore ? Held : Shown
            );
        }
    }

    private static IEnumerable<ModerationSignal> OfName(SubmissionFacts facts, TriggerOptions options)
    {
        if (facts.Author is { } author && (author.Score > options.TitleSpamScore || !author.IsComplete))
        {
            yield return SpamSignal.Create(
                ReviewTargetKind.User,
                author,
                "author",
                author.Score > options.TitleSpamScore ? Held : Shown
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
}
