namespace LearningStudio.Repositories.Auditing;

/// <summary>What somebody did, for the audit log: an entry for each target. Texts are bounded, and hold no text of a post.</summary>
public sealed class AuditRecord
{
    /// <summary>What was done, <c>post.delete</c> for example; 1 to 100 characters.</summary>
    public required string Action { get; init; }

    /// <summary>What the targets are, <c>post</c> for example; 1 to 50 characters.</summary>
    public required string TargetKind { get; init; }

    /// <summary>The ids or names of the targets, in any order; from 1 to 1,000, of 1 to 512 characters each.</summary>
    public required IReadOnlyCollection<string> Targets { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The user who acted; null, the default, for the software itself.</summary>
    public long? ActorId { get; init; }

    /// <summary>As what the actor acted; 1 to 50 characters, <c>system</c> by default.</summary>
    public string ActorRole { get; init; } = "system";

    /// <summary>How it ended; 1 to 50 characters, <c>done</c> by default.</summary>
    public string Outcome { get; init; } = "done";

    /// <summary>The request that asked for it; null, the default, without one, or up to 200 characters.</summary>
    public string? RequestId { get; init; }

    /// <summary>What else is worth knowing; null, the default, for nothing, or up to 1,000 characters.</summary>
    public string? Details { get; init; }
}
