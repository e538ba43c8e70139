namespace LearningStudio.Moderation.Rules.Replay;

/// <summary>What a candidate set of rules would have done.</summary>
/// <param name="Spam">How many of the posts are spam.</param>
/// <param name="Ham">How many are not.</param>
/// <param name="Candidate">How the candidate did.</param>
/// <param name="Current">How the set did that it is compared with.</param>
/// <param name="NewHits">Posts that the other set would show and for which the candidate asks for more.</param>
/// <param name="LostHits">Posts that the candidate would show and for which the other set asks for more.</param>
/// <param name="Changes">Posts whose action differs, by the actions.</param>
/// <param name="Rules">The rules that hit anything, by id.</param>
public sealed record ReplayReport(
    int Spam,
    int Ham,
    ReplayResult Candidate,
    ReplayResult Current,
    ReplayCases NewHits,
    ReplayCases LostHits,
    IReadOnlyList<ActionChange> Changes,
    IReadOnlyList<ReplayRule> Rules
);
