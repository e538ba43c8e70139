namespace LearningStudio.Moderation;

/// <summary>Something that is, or was, to be reviewed.</summary>
/// <param name="Id">The item's id.</param>
/// <param name="Target">What is reviewed.</param>
/// <param name="Type">Why.</param>
/// <param name="Priority">From 1, most urgent, to 4.</param>
/// <param name="Reasons">The reasons.</param>
/// <param name="SpamScore">The score of the text, from 0 to 1; null where none was made.</param>
/// <param name="ReportedUserId">The user concerned; null for a guest.</param>
/// <param name="ReportedTrustLevel">That user's trust level, from 0; null counts as 0.</param>
/// <param name="Votes">How many users reported it.</param>
/// <param name="State">How far it is.</param>
/// <param name="CreatedAt">When it was first asked for, in UTC.</param>
/// <param name="DecidedAt">When it was decided, in UTC; null while open.</param>
/// <param name="DecidedBy">Who decided; null while open.</param>
public sealed record ReviewItem(
    long Id,
    ReviewTarget Target,
    ReviewType Type,
    int Priority,
    IReadOnlyList<ReviewReason> Reasons,
    double? SpamScore,
    long? ReportedUserId,
    int? ReportedTrustLevel,
    int Votes,
    ReviewState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DecidedAt = null,
    long? DecidedBy = null
);
