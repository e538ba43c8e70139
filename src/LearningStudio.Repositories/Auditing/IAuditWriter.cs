namespace LearningStudio.Repositories.Auditing;

/// <summary>Writes the audit log within a unit of work: an entry is stored with what it tells of, or neither is. Not thread-safe.</summary>
public interface IAuditWriter
{
    /// <summary>Appends an entry for each target of a record. One statement, however many there are.</summary>
    /// <exception cref="ArgumentException">A text of the record is empty or too long, or the number of targets out of its bounds.</exception>
    /// <exception cref="NotSupportedException">The tables are another forum's, and have no audit log.</exception>
    Task AppendAsync(AuditRecord record, CancellationToken cancellationToken = default);
}
