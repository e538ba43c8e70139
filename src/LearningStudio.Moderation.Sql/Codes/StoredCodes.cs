using LearningStudio.Moderation.Duplicates;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Decisions;

namespace LearningStudio.Moderation.Sql.Codes;

/// <summary>The words of the tables, one table an enum.</summary>
internal static class StoredCodes
{
    public static readonly CodeTable<ReviewTargetKind> Kinds = new(
        (ReviewTargetKind.Post, "post"),
        (ReviewTargetKind.Topic, "topic"),
        (ReviewTargetKind.User, "user")
    );

    public static readonly CodeTable<ReviewType> Types = new(
        (ReviewType.NewUserPost, "newuserpost"),
        (ReviewType.EditedPost, "editedpost"),
        (ReviewType.SpamDetection, "spamdetection"),
        (ReviewType.FlaggedPost, "flaggedpost"),
        (ReviewType.UserReport, "userreport"),
        (ReviewType.TrustLevelReview, "trustlevelreview")
    );

    public static readonly CodeTable<ReviewState> States = new(
        (ReviewState.Pending, "pending"),
        (ReviewState.Approved, "approved"),
        (ReviewState.Rejected, "rejected"),
        (ReviewState.Superseded, "superseded")
    );

    public static readonly CodeTable<ReviewStage> Stages = new(
        (ReviewStage.Open, "open"),
        (ReviewStage.Escalated, "escalated"),
        (ReviewStage.Waiting, "waiting")
    );

    public static readonly CodeTable<ReviewAction> Actions = new(
        (ReviewAction.Approve, "approve"),
        (ReviewAction.Reject, "reject"),
        (ReviewAction.Escalate, "escalate"),
        (ReviewAction.AskForInfo, "askforinfo"),
        (ReviewAction.Skip, "skip"),
        (ReviewAction.Undo, "undo"),
        (ReviewAction.Reopen, "reopen"),
        (ReviewAction.Note, "note")
    );

    /// <summary>Of the results of a bulk decision, which hold numbers.</summary>
    public static readonly CodeTable<ReviewOutcome> Outcomes = new(
        (ReviewOutcome.Done, "0"),
        (ReviewOutcome.Conflict, "1"),
        (ReviewOutcome.NotFound, "2"),
        (ReviewOutcome.Refused, "3")
    );

    public static readonly CodeTable<FingerprintLabel> Labels = new(
        (FingerprintLabel.Undecided, "unjudged"),
        (FingerprintLabel.Ham, "ham"),
        (FingerprintLabel.Spam, "spam")
    );
}
