using LearningStudio.Moderation.Review;

namespace LearningStudio.Moderation.Triggers;

/// <summary>Says why a score asks for a review: each rule with its place, then the other parts.</summary>
internal static class SpamSignal
{
    /// <summary>By the score of one part of a submission.</summary>
    public static ModerationSignal Create(ReviewTargetKind target, Verdict verdict, string field, int priority) =>
        new(target, ReviewType.SpamDetection, priority, [.. Reasons(verdict, field)], verdict.Score);

    /// <summary>By the score of the whole submission.</summary>
    public static ModerationSignal Create(
        SubmissionFacts facts,
        int priority,
        double score,
        IEnumerable<ScorePart> combined
    ) =>
        new(
            ReviewTargetKind.Post,
            ReviewType.SpamDetection,
            priority,
            [
                .. Reasons(facts.Body, "body"),
                .. facts.Title is { } title ? Reasons(title, "title") : [],
                .. facts.Author is { } author ? Reasons(author, "author") : [],
                .. combined.Select(part => new ReviewReason(part.Signal, Weight: part.Amount)),
            ],
            score
        );

    private static IEnumerable<ReviewReason> Reasons(Verdict verdict, string field)
    {
        var listed = verdict
            .Matches.Where(match => !match.IsShadow)
            .Select(match => match.RuleId)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. verdict
                .Matches.Where(match => !match.IsShadow)
                .Select(match => new ReviewReason(match.RuleId, field, match.Offset, match.Length, match.Weight)),
            .. verdict
                .Parts.Where(part => part.Signal is not ("spam" or "links") && !listed.Contains(part.Signal))
                .Select(part => new ReviewReason(part.Signal, field, Weight: part.Amount)),
            .. verdict.UnfinishedRules.Select(rule => new ReviewReason($"{rule}:unfinished", field)),
            .. verdict.IsOutOfTime ? [new ReviewReason("out-of-time", field)] : Array.Empty<ReviewReason>(),
            .. verdict.IsCut ? [new ReviewReason("too-long", field)] : Array.Empty<ReviewReason>(),
        ];
    }
}
