using LearningStudio.Repositories.Auditing;

namespace LearningStudio.HostApi.Auditing;

/// <summary>A page of the audit log.</summary>
/// <param name="Items">Its entries, the latest first.</param>
/// <param name="Next">What <c>after</c> takes for the next page; null on the last.</param>
internal sealed record AuditPage(IReadOnlyList<AuditEntry> Items, string? Next);
