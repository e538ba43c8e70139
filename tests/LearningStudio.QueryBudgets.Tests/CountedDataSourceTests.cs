using System.Data;
using System.Data.Common;
using Dapper;
using LearningStudio.Tests.Servers;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LearningStudio.QueryBudgets.Tests;

/// <summary>Everything that a counted data source creates is counted, once, over both providers.</summary>
public sealed class CountedDataSourceTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string way in Ways.Keys)
            {
                cases.Add("sqlite", way);
                cases.Add("postgresql", way);
            }

            return cases;
        }
    }

    private static Dictionary<string, Func<DbDataSource, Task>> Ways { get; } =
        new()
        {
            ["command"] = async source =>
            {
                await using DbCommand command = source.CreateCommand("SELECT 1");
                (await command.ExecuteScalarAsync()).ShouldBeOneOf(1, 1L);
            },
            ["command, synchronous"] = source =>
            {
                using DbCommand command = source.CreateCommand("SELECT 1");
                using DbDataReader reader = command.ExecuteReader();
                reader.Read().ShouldBeTrue();
                return Task.CompletedTask;
            },
            ["opened connection"] = async source =>
            {
                await using DbConnection connection = await source.OpenConnectionAsync();
                (await connection.QuerySingleAsync<int>("SELECT 1")).ShouldBe(1);
            },
            ["opened connection, synchronous"] = source =>
            {
                using DbConnection connection = source.OpenConnection();
                connection.QuerySingle<int>("SELECT 1").ShouldBe(1);
                return Task.CompletedTask;
            },
            ["created connection"] = async source =>
            {
                await using DbConnection connection = source.CreateConnection();
                connection.State.ShouldBe(ConnectionState.Closed);
                (await connection.QuerySingleAsync<int>("SELECT 1")).ShouldBe(1);
            },
            ["transaction"] = async source =>
            {
                await using DbConnection connection = await source.OpenConnectionAsync();
                await using DbTransaction transaction = await connection.BeginTransactionAsync();
                (await connection.QuerySingleAsync<int>("SELECT 1", transaction: transaction)).ShouldBe(1);
                await transaction.CommitAsync();
            },
            ["several result sets"] = async source =>
            {
                await using DbConnection connection = await source.OpenConnectionAsync();
                using SqlMapper.GridReader results = await connection.QueryMultipleAsync("SELECT 1; SELECT 2");
                (await results.ReadSingleAsync<int>(), await results.ReadSingleAsync<int>()).ShouldBe((1, 2));
            },
            ["streamed rows"] = async source =>
            {
                await using DbConnection connection = await source.OpenConnectionAsync();
                await foreach (int _ in connection.QueryUnbufferedAsync<int>("SELECT 1 UNION ALL SELECT 2")) { }
            },
            ["prepared command"] = async source =>
            {
                await using DbConnection connection = await source.OpenConnectionAsync();
                await using DbCommand command = connection.CreateCommand();
                command.CommandText = "SELECT 1";
                await command.PrepareAsync();
                await command.ExecuteNonQueryAsync();
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Statement_CountsOnce(string provider, string way)
    {
        await using CountedDataSource source = (await SourceAsync(provider)).WithQueryCounting();
        source.WithQueryCounting().ShouldBeSameAs(source);

        await QueryBudget.Exactly(1).AssertAsync(() => Ways[way](source));
    }

    [Fact]
    public async Task Batch_CountsAsOneStatement()
    {
        await using CountedDataSource source = (await SourceAsync("postgresql")).WithQueryCounting();
        async Task RunAsync(bool ofAConnection)
        {
            await using DbConnection connection = await source.OpenConnectionAsync();
            await using DbBatch batch = ofAConnection ? connection.CreateBatch() : source.CreateBatch();
            foreach (int id in Enumerable.Range(1, 9))
            {
                DbBatchCommand command = batch.CreateBatchCommand();
                command.CommandText = "SELECT $1";
                command.Parameters.Add(new NpgsqlParameter { Value = id });
                batch.BatchCommands.Add(command);
            }

            await using DbDataReader reader = await batch.ExecuteReaderAsync();
            (await reader.ReadAsync()).ShouldBeTrue();
        }

        QueryReport report = await QueryBudget
            .Exactly(2)
            .AssertAsync(async () =>
            {
                await RunAsync(ofAConnection: true);
                await RunAsync(ofAConnection: false);
            });

        report.Queries.ShouldHaveSingleItem().Fingerprint.ShouldBe("SELECT ?");
        report.Findings.ShouldAllBe(finding => finding.Kind != QueryFindingKind.NPlusOne);
    }

    // Over a network a connection opens after an await that cuts the stack; the loop is found nevertheless.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Loop_IsFoundBehindAnAwait(bool dapperOpens)
    {
        await using CountedDataSource source = (await SourceAsync("postgresql")).WithQueryCounting();
        async Task<int> FindAsync(int id)
        {
            await using DbConnection connection = dapperOpens
                ? source.CreateConnection()
                : await source.OpenConnectionAsync();
            return await connection.QuerySingleAsync<int>("SELECT @id", new { id });
        }

        using QueryScope scope = QueryScope.Begin();
        for (int id = 1; id <= 6; id++)
        {
            await FindAsync(id);
        }

        QueryFinding finding = scope.Report().Findings.ShouldHaveSingleItem();
        (finding.Kind, finding.Count).ShouldBe((QueryFindingKind.NPlusOne, 6));
        finding.CallSite.ShouldNotBeNull().ShouldStartWith("CountedDataSourceTests.Loop_IsFoundBehindAnAwait (");
    }

    [Fact]
    public async Task DataSource_IsTheInnerOnesInAllElse()
    {
        DbDataSource inner = await SourceAsync("sqlite");
        await using var source = new CountedDataSource(new CountedDataSource(inner));

        source.Inner.ShouldBeSameAs(inner);
        source.ConnectionString.ShouldBe(inner.ConnectionString);
        await source.DisposeAsync();
        using CountedConnection connection = new SqliteConnection("Data Source=:memory:").WithQueryCounting();
        DbProviderFactories
            .GetFactory(connection)!
            .CreateDataSource("Data Source=:memory:")
            .ShouldBeOfType<CountedDataSource>();
    }

    private static async Task<DbDataSource> SourceAsync(string provider) =>
        provider == "sqlite"
            ? SqliteFactory.Instance.CreateDataSource("Data Source=:memory:")
            : NpgsqlDataSource.Create((await PostgreSqlServer.SharedAsync()).ConnectionString("postgres"));
}
