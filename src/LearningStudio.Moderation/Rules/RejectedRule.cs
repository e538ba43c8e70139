namespace LearningStudio.Moderation.Rules;

/// <summary>A rule that was not taken over, and why; the others are in force without it.</summary>
public sealed class RejectedRule
{
    internal RejectedRule(string id, string source, string reason)
    {
        Id = id;
        Source = source;
        Reason = reason;
    }

    /// <summary>The rule's id.</summary>
    public string Id { get; }

    /// <summary>Where it stands: <c>configuration</c>, or a file's name and, for a list, the line.</summary>
    public string Source { get; }

    /// <summary>What is wrong, where in the pattern, and what to do.</summary>
    public string Reason { get; }
}
