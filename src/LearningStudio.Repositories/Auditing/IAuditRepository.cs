namespace LearningStudio.Repositories.Auditing;

/// <summary>Reads the audit log. Thread-safe.</summary>
public interface IAuditRepository
{
    /// <summary>Reads a page of the log, the latest entries first. One statement.</summary>
    /// <exception cref="ArgumentException">The cursor was changed, or belongs to another filter.</exception>
    /// <exception cref="NotSupportedException">The tables are another forum's, and have no audit log.</exception>
    Task<Page<AuditEntry>> ListAsync(
        AuditFilter filter,
        PageRequest page,
        CancellationToken cancellationToken = default
    );
}
