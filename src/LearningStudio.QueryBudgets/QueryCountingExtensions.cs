using System.Data.Common;

namespace LearningStudio.Repositories;

/// <summary>Counts the statements of plain ADO.NET, and of what is built on it.</summary>
public static class CountedConnectionExtensions
{
    /// <summary>Wraps a connection so that <see cref="QueryScope"/> sees its statements.</summary>
    /// <param name="connection">Of any provider; disposed with the result. A counted one is returned as it is.</param>
    public static CountedConnection Counted(this DbConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection as CountedConnection ?? new CountedConnection(connection);
    }
}
