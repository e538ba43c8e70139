using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LearningStudio.QueryBudgets.Tests;

public sealed class CountedConnectionTests : IDisposable
{
    private readonly Blog _blog = new();

    [Fact]
    public async Task EveryWayToExecute_CountsOnce()
    {
        await using CountedConnection connection = _blog.Connection.WithQueryCounting();
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = "SELECT 1";

        using QueryScope scope = QueryScope.Begin();
        command.ExecuteNonQuery();
        await command.ExecuteNonQueryAsync();
        command.ExecuteScalar().ShouldBe(1L);
        (await command.ExecuteScalarAsync()).ShouldBe(1L);
        await using (DbDataReader reader = command.ExecuteReader())
        {
            reader.ShouldBeOfType<SqliteDataReader>();
        }

        await using (DbDataReader reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow))
        {
            (await reader.ReadAsync()).ShouldBeTrue();
        }

        scope.StatementCount.ShouldBe(6);
    }

    [Fact]
    public async Task Transaction_IsUnwrappedForTheProvider()
    {
        await using CountedConnection connection = _blog.Connection.WithQueryCounting().WithQueryCounting();
        await using (DbTransaction transaction = await connection.BeginTransactionAsync())
        {
            transaction.Connection.ShouldBeSameAs(connection);
            await transaction.SaveAsync("point");
            await using DbCommand command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "DELETE FROM post";
            await command.ExecuteNonQueryAsync();
            await transaction.RollbackAsync("point");
            command.Transaction.ShouldBeSameAs(transaction);
            command.Connection.ShouldBeSameAs(connection);
            await transaction.CommitAsync();
            transaction.Connection.ShouldBeNull();
        }

        (await Blog.ScalarAsync(connection, "SELECT COUNT(*) FROM post")).ShouldBe(12L);
    }

    [Fact]
    public async Task Connection_IsTheInnerOnesInAllElse()
    {
        var inner = new SqliteConnection("Data Source=:memory:");
        var states = new List<ConnectionState>();
        await using (var connection = new CountedConnection(inner.WithQueryCounting()))
        {
            connection.StateChange += (sender, change) =>
            {
                sender.ShouldBeSameAs(connection);
                states.Add(change.CurrentState);
            };
            await connection.OpenAsync();

            connection.Inner.ShouldBeSameAs(inner);
            connection.ConnectionString.ShouldBe(inner.ConnectionString);
            (connection.State, connection.CanCreateBatch).ShouldBe((ConnectionState.Open, inner.CanCreateBatch));
            (connection.ServerVersion, connection.Database).ShouldBe((inner.ServerVersion, inner.Database));
            connection.GetSchema("ReservedWords").Rows.Count.ShouldBe(inner.GetSchema("ReservedWords").Rows.Count);
            (await connection.GetSchemaAsync()).Rows.Count.ShouldBeGreaterThan(0);
            await connection.CloseAsync();
        }

        states.ShouldBe([ConnectionState.Open, ConnectionState.Closed]);
        inner.State.ShouldBe(ConnectionState.Closed);
    }

    [Fact]
    public void Factory_MakesCountedCommands()
    {
        using CountedConnection connection = _blog.Connection.WithQueryCounting();
        DbProviderFactory factory = DbProviderFactories.GetFactory(connection).ShouldNotBeNull();
        using DbCommand command = factory.CreateCommand().ShouldNotBeNull();
        command.Connection = connection;
        command.CommandText = "SELECT 1";

        using QueryScope scope = QueryScope.Begin();
        command.ExecuteScalar();

        scope.StatementCount.ShouldBe(1);
        factory.CreateConnection().ShouldBeOfType<CountedConnection>();
    }

    [Fact]
    public async Task Batch_CountsAsOneStatement()
    {
        await using CountedConnection connection = new NpgsqlConnection(
            "Host=127.0.0.1;Password=secret"
        ).WithQueryCounting();
        await using DbBatch batch = connection.CreateBatch();
        foreach (int id in Enumerable.Range(1, 9))
        {
            DbBatchCommand command = batch.CreateBatchCommand();
            command.CommandText = "SELECT name FROM author WHERE id = $1";
            command.Parameters.Add(new NpgsqlParameter { Value = id });
            batch.BatchCommands.Add(command);
        }

        using QueryScope scope = QueryScope.Begin();
        await Should.ThrowAsync<InvalidOperationException>(() => batch.ExecuteNonQueryAsync());

        QueryStats query = scope.Report().Queries.ShouldHaveSingleItem();
        (query.Count, query.Failed, query.Fingerprint).ShouldBe((1, 1, "SELECT name FROM author WHERE id = ?"));
        scope.Report().Findings.ShouldBeEmpty();
    }

    public void Dispose() => _blog.Dispose();
}
