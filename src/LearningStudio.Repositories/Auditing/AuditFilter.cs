namespace LearningStudio.Repositories.Auditing;

/// <summary>Which entries of the audit log are wanted: those that have all that is given; by default all.</summary>
public sealed class AuditFilter
{
    /// <summary>Those of this user.</summary>
    public long? ActorId { get; init; }

    /// <summary>Those of this action.</summary>
    public string? Action { get; init; }

    /// <summary>Those whose target is of this kind.</summary>
    public string? TargetKind { get; init; }

    /// <summary>Those whose target has this id or name; found fast together with <see cref="TargetKind"/>.</summary>
    public string? Target { get; init; }

    /// <summary>Those since this moment, inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Those before this moment, exclusive.</summary>
    public DateTimeOffset? To { get; init; }
}
