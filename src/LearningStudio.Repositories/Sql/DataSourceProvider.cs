using System.Data.Common;
using LinqToDB;
using LinqToDB.DataProvider.PostgreSQL;
using LinqToDB.Internal.DataProvider.PostgreSQL;
using Npgsql;

namespace LearningStudio.Repositories.Sql;

/// <summary>
/// Takes connections from a data source. linq2db's own factory of connections, together with a mapping, combines schemas for
/// each context, which costs ten times what a short read does otherwise.
/// </summary>
internal sealed class DataSourceProvider(NpgsqlDataSource dataSource)
    : PostgreSQLDataProvider(ProviderName.PostgreSQL13, PostgreSQLVersion.v13)
{
    protected override DbConnection CreateConnectionInternal(string connectionString) => dataSource.CreateConnection();
}
