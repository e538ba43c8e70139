using System.Data.Common;

namespace LearningStudio.QueryBudgets;

/// <summary>Counts the statements of plain ADO.NET, and of what is built on it: Dapper, linq2db and the like.</summary>
public static class QueryCountingExtensions
{
    /// <summary>Wraps a connection so that <see cref="QueryScope"/> sees its statements.</summary>
    /// <param name="connection">Of any provider; disposed with the result. A counted one is returned as it is.</param>
    /// <returns>The connection to use in its place.</returns>
    public static CountedConnection WithQueryCounting(this DbConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection as CountedConnection ?? new CountedConnection(connection);
    }

    /// <summary>Wraps a data source so that <see cref="QueryScope"/> sees the statements of all that it creates.</summary>
    /// <param name="dataSource">Of any provider; disposed with the result. A counted one is returned as it is.</param>
    /// <returns>The data source to use in its place.</returns>
    public static CountedDataSource WithQueryCounting(this DbDataSource dataSource)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        return dataSource as CountedDataSource ?? new CountedDataSource(dataSource);
    }
}
