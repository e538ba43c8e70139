using System.Data.Common;

namespace LearningStudio.Moderation.Sql.Diagnostics;

/// <summary>A statement that begins, or has ended.</summary>
/// <param name="Command">The command, with its text and parameters.</param>
/// <param name="Duration">How long it took, until its last row was read; 0 at its beginning.</param>
/// <param name="Exception">Why it failed; null where it did not.</param>
internal sealed record StatementEvent(DbCommand Command, TimeSpan Duration, Exception? Exception);
