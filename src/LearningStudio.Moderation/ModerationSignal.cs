using LearningStudio.Moderation.Review;

namespace LearningStudio.Moderation;

/// <summary>A trigger that fired.</summary>
public sealed class ModerationSignal
{
    internal ModerationSignal(
        ReviewTargetKind target,
        ReviewType type,
        int priority,
        IReadOnlyList<ReviewReason> reasons,
        double? spamScore = null
    )
    {
        Target = target;
        Type = type;
        Priority = priority;
        Reasons = reasons;
        SpamScore = spamScore;
    }

    /// <summary>What it asks to review: the post, its topic, or its author.</summary>
    public ReviewTargetKind Target { get; }

    /// <summary>Why.</summary>
    public ReviewType Type { get; }

    /// <summary>From 1, most urgent, to 4.</summary>
    public int Priority { get; }

    /// <summary>The trigger, and the rules that hit.</summary>
    public IReadOnlyList<ReviewReason> Reasons { get; }

    /// <summary>The score that fired it; null for other triggers.</summary>
    public double? SpamScore { get; }

    /// <summary>Both signals as one, of the same target and type: the more urgent priority, and the reasons of both.</summary>
    internal ModerationSignal Joined(ModerationSignal other) =>
        new(Target, Type, Math.Min(Priority, other.Priority), [.. Reasons, .. other.Reasons], SpamScore);
}
