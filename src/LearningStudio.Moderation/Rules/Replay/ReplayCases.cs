namespace LearningStudio.Moderation.Rules.Replay;

/// <summary>Posts with something in common.</summary>
public sealed class ReplayCases
{
    internal ReplayCases(int spam, int ham, IReadOnlyList<int> examples)
    {
        Spam = spam;
        Ham = ham;
        Examples = examples;
    }

    /// <summary>How many of them are spam.</summary>
    public int Spam { get; }

    /// <summary>How many are not.</summary>
    public int Ham { get; }

    /// <summary>The places of the first of them in the replayed sequence, from 0.</summary>
    public IReadOnlyList<int> Examples { get; }
}
