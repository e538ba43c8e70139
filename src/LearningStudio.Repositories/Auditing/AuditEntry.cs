namespace LearningStudio.Repositories.Auditing;

/// <summary>An entry of the audit log, which only grows.</summary>
/// <param name="Id">Rises with time.</param>
/// <param name="At">When.</param>
/// <param name="ActorId">Who; null for the software itself.</param>
/// <param name="ActorRole">As what the actor acted.</param>
/// <param name="Action">What was done.</param>
/// <param name="TargetKind">What the target is.</param>
/// <param name="Target">The target's id or name.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="RequestId">The request that asked for it; null without one.</param>
/// <param name="Details">What else is worth knowing; null for nothing.</param>
public sealed record AuditEntry(
    long Id,
    DateTimeOffset At,
    long? ActorId,
    string ActorRole,
    string Action,
    string TargetKind,
    string Target,
    string Outcome,
    string? RequestId,
    string? Details
);
