using System.Net.Sockets;
using LearningStudio.HostApi.Http;
using LearningStudio.HostApi.Tests.Writing;
using LearningStudio.Repositories;
using LinqToDB.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace LearningStudio.HostApi.Tests.Http;

/// <summary>Which failures of the database are an outage, answered 503, and which are bugs.</summary>
public sealed class DatabaseOutageTests
{
    private const int MaxSqliteCode = 26;
    private static readonly int[] SqliteOutages = [5, 6, 8, 10, 13, 14, 15];

    public static TheoryData<string, bool> PostgreSqlCodes { get; } =
        new()
        {
            { "08006", true }, // connection failure
            { "25006", true }, // read-only transaction
            { "40001", true }, // serialization failure
            { "40P01", true }, // deadlock
            { "53100", true }, // disk full
            { "53200", true }, // out of memory
            { "53300", true }, // too many connections
            { "55P03", true }, // lock not available
            { "57P01", true }, // administrator's shutdown
            { "57P02", true }, // crash shutdown
            { "57P03", true }, // starting up
            { "58030", true }, // I/O error
            { "22001", false }, // text too long
            { "23503", false }, // foreign key
            { "23505", false }, // unique index
            { "42501", false }, // insufficient privilege
            { "42601", false }, // syntax
            { "42P01", false }, // no such table
        };

    [Fact]
    public void SqliteCodes_AreOutagesWhereLaterMayBeBetter() =>
        Enumerable
            .Range(1, MaxSqliteCode)
            .Where(code => DatabaseOutage.Is(new InvalidOperationException("", new SqliteException("", code))))
            .ShouldBe(SqliteOutages);

    [Theory]
    [MemberData(nameof(PostgreSqlCodes))]
    public void PostgreSqlCode_IsAnOutageWhereLaterMayBeBetter(string code, bool isOutage) =>
        DatabaseOutage
            .Is(new InvalidOperationException("", new PostgresException("", "ERROR", "ERROR", code)))
            .ShouldBe(isOutage);

    [Fact]
    public void LostConnection_IsAnOutage()
    {
        DatabaseOutage.Is(new NpgsqlException("", new SocketException())).ShouldBeTrue();
        DatabaseOutage.Is(new NpgsqlException("", new TimeoutException())).ShouldBeTrue();
        DatabaseOutage.Is(new InvalidOperationException()).ShouldBeFalse();
    }

    [Fact]
    public async Task FullDisk_IsToldToComeAgainAndLeavesNothingHalf()
    {
        await using ForumHost host = new() { Settings = { ["Demo:Enabled"] = "true" } };
        using var author = new ForumClient(host, "Demo demo1");
        await author.GetAsync("topics/1");
        await FillDiskAsync(host);
        long posts = await host.ScalarAsync<long>("SELECT COUNT(*) FROM posts");

        (int status, _) = await author.SendAsync(
            HttpMethod.Post,
            "topics/1/posts",
            new { body = string.Join(' ', Enumerable.Range(0, 8000)) }
        );

        status.ShouldBe(503);
        (await host.ScalarAsync<long>("SELECT COUNT(*) FROM posts")).ShouldBe(posts);
        host.Logs.GetSnapshot()
            .Where(line => line.Level == LogLevel.Error)
            .ShouldHaveSingleItem()
            .Exception.ShouldBeNull("a line, not a stack a request");
        (await author.SendAsync(HttpMethod.Get, "topics/2")).Status.ShouldBe(200);
    }

    // The limit is a connection's own, and the pool keeps it.
    private static async Task FillDiskAsync(ForumHost host)
    {
        ForumDb[] pooled = [.. Enumerable.Range(0, 16).Select(_ => host.Get<Func<ForumDb>>()())];
        foreach (ForumDb db in pooled)
        {
            await db.ExecuteAsync<long>("PRAGMA max_page_count = 1");
        }

        foreach (ForumDb db in pooled)
        {
            await db.DisposeAsync();
        }
    }
}
