namespace LearningStudio.Moderation.Rules.Replay;

/// <summary>What a candidate set of rules would have done.</summary>
public sealed class ReplayReport
{
    internal ReplayReport(
        int spam,
        int ham,
        ReplayResult candidate,
        ReplayResult current,
        ReplayCases newHits,
        ReplayCases lostHits,
        IReadOnlyList<ActionChange> changes,
        IReadOnlyList<ReplayRule> rules
    )
    {
        Spam = spam;
        Ham = ham;
        Candidate = candidate;
        Current = current;
        NewHits = newHits;
        LostHits = lostHits;
        Changes = changes;
        Rules = rules;
    }

    /// <summary>How many of the posts are spam.</summary>
    public int Spam { get; }

    /// <summary>How many are not.</summary>
    public int Ham { get; }

    /// <summary>How the candidate did.</summary>
    public ReplayResult Candidate { get; }

    /// <summary>How the set did that it is compared with.</summary>
    public ReplayResult Current { get; }

    /// <summary>Posts that the other set would show and for which the candidate asks for more.</summary>
    public ReplayCases NewHits { get; }

    /// <summary>Posts that the candidate would show and for which the other set asks for more.</summary>
    public ReplayCases LostHits { get; }

    /// <summary>Posts whose action differs, by the actions.</summary>
    public IReadOnlyList<ActionChange> Changes { get; }

    /// <summary>The rules that hit anything, by id.</summary>
    public IReadOnlyList<ReplayRule> Rules { get; }
}
