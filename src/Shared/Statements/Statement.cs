using System.Data.Common;
using LearningStudio.SqlText;

namespace LearningStudio.Statements;

/// <summary>A statement that was sent and whose end is to be reported.</summary>
internal readonly record struct Statement(DbCommand Command, Fingerprint? Fingerprint, long Began);
