using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Triggers;

namespace LearningStudio.Moderation.Duplicates;

// Rule: a duplicate of confirmed spam is held, a near copy reviewed; where the rules found spam too, one signal names
//   both reasons, since a queue keeps one open item of a type. A duplicate of anything else is reviewed like the classic
//   rule's, unless that fired, or the text is short: many rightly say the same few words.
// Threads: pure.
internal static class CopySignals
{
    private const int Reviewed = 3;
    private const int Edited = 4;

    public static IEnumerable<ModerationSignal> With(
        IEnumerable<ModerationSignal> signals,
        Submission submission,
        DuplicateReport? report,
        DuplicateOptions options
    )
    {
        ModerationSignal[] given = [.. signals];
        if (report?.Spam is { } spam)
        {
            return WithSpam(given, spam, options);
        }

        return
            submission.EditedPostId is null
            && report is { Fingerprint.HasSketch: true, Matches: [{ } closest, ..] }
            && closest.Similarity >= options.Duplicate
            && !given.Any(signal => signal is { Target: ReviewTargetKind.Post, Type: ReviewType.EditedPost })
            ?
            [
                .. given,
                Signal(ReviewType.EditedPost, Edited, new ReviewReason("copy", "body", Weight: closest.Similarity)),
            ]
            : given;
    }

    private static ModerationSignal[] WithSpam(ModerationSignal[] given, DuplicateMatch spam, DuplicateOptions options)
    {
        ModerationSignal copy = Signal(
            ReviewType.SpamDetection,
            spam.Similarity >= options.Duplicate ? TriggerRules.Held : Reviewed,
            new ReviewReason("copy-of-spam", "body", Weight: spam.Similarity)
        );
        int same = Array.FindIndex(given, signal => signal.Target == copy.Target && signal.Type == copy.Type);
        if (same < 0)
        {
            return [.. given, copy];
        }

        given[same] = given[same].Joined(copy);
        return given;
    }

    private static ModerationSignal Signal(ReviewType type, int priority, ReviewReason reason) =>
        new(ReviewTargetKind.Post, type, priority, [reason]);
}
