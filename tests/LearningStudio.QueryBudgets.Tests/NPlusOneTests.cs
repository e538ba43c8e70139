using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using LinqToDB.DataProvider.SQLite;
using LinqToDB.Mapping;
using Microsoft.EntityFrameworkCore;

namespace LearningStudio.QueryBudgets.Tests;

/// <summary>Real N+1 code over four libraries is found, at its line.</summary>
public sealed class NPlusOneTests : IDisposable
{
    private readonly Blog _blog = new();

    [Fact]
    public async Task Linq2Db_IsFoundAtItsLine()
    {
        using var db = new DataConnection(
            new DataOptions().UseConnection(
                SQLiteTools.GetDataProvider(SQLiteProvider.Microsoft),
                _blog.Connection.WithQueryCounting()
            )
        );

        using QueryScope scope = QueryScope.Begin();
        int line = 0;
        foreach (Post post in await AsyncExtensions.ToListAsync(db.GetTable<Post>()))
        {
            line = await Line(AsyncExtensions.FirstAsync(db.GetTable<Author>().Where(a => a.Id == post.AuthorId)));
        }

        AssertFound(scope, line);
    }

    [Fact]
    public async Task PlainCommands_AreFoundAtTheirLine()
    {
        CountedConnection connection = _blog.Connection.WithQueryCounting();

        using QueryScope scope = QueryScope.Begin();
        await Blog.ScalarAsync(connection, "SELECT COUNT(*) FROM post");
        int line = 0;
        for (int id = 1; id <= 12; id++)
        {
            await using DbCommand command = connection.CreateCommand();
            command.CommandText = $"SELECT name FROM author WHERE id = {id}";
            line = await Line(command.ExecuteScalarAsync());
        }

        AssertFound(scope, line);
    }

    [Fact]
    public async Task Dapper_IsFoundAtItsLine()
    {
        CountedConnection connection = _blog.Connection.WithQueryCounting();

        using QueryScope scope = QueryScope.Begin();
        int line = 0;
        foreach (long id in await connection.QueryAsync<long>("SELECT author_id FROM post"))
        {
            line = await Line(
                connection.QuerySingleAsync<string>("SELECT name FROM author WHERE id = @id", new { id })
            );
        }

        AssertFound(scope, line);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EntityFramework_IsFoundAtItsLineAndCountedOnce(bool counted)
    {
        await using var db = new BlogContext(counted ? _blog.Connection.WithQueryCounting() : _blog.Connection);

        using QueryScope scope = QueryScope.Begin();
        int line = 0;
        foreach (Post post in await EntityFrameworkQueryableExtensions.ToListAsync(db.Posts))
        {
            line = await Line(
                EntityFrameworkQueryableExtensions.FirstAsync(db.Authors.Where(a => a.Id == post.AuthorId))
            );
        }

        AssertFound(scope, line);
        scope.Report().Duration.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public async Task GoodPage_HasNoFinding()
    {
        CountedConnection connection = _blog.Connection.WithQueryCounting();

        using QueryScope scope = QueryScope.Begin();
        await connection.QueryAsync<long>("SELECT id FROM post WHERE id IN @ids", new { ids = new[] { 1, 2, 3 } });
        await connection.QueryAsync<long>("SELECT id FROM post WHERE id IN @ids", new { ids = new[] { 1, 2, 3, 4 } });
        await connection.QueryAsync<long>("SELECT id FROM author WHERE id IN @ids", new { ids = new[] { 1, 2 } });
        await connection.QueryAsync<long>("SELECT COUNT(*) FROM post");

        QueryReport report = scope.Report();
        report.Findings.ShouldAllBe(finding => finding.Kind == QueryFindingKind.Repeated);
        report.Queries.Select(q => q.Count).ShouldBe([2, 1, 1]);
    }

    public void Dispose() => _blog.Dispose();

    // Gives the line it is called from.
    private static async Task<int> Line(Task reading, [CallerLineNumber] int line = 0)
    {
        await reading;
        return line;
    }

    private static void AssertFound(QueryScope scope, int line, [CallerMemberName] string test = "")
    {
        QueryReport report = scope.Report();
        QueryFinding finding = report.Findings.ShouldHaveSingleItem();
        (finding.Kind, finding.Count, finding.DistinctParameters).ShouldBe((QueryFindingKind.NPlusOne, 12, 12));
        finding.CallSite.ShouldBe($"NPlusOneTests.{test} (NPlusOneTests.cs:{line})");
        report.StatementCount.ShouldBe(13);
        report.ToString().ShouldNotContain(Blog.Secret);
    }

    [System.ComponentModel.DataAnnotations.Schema.Table("author")]
    [Table("author")]
    public sealed class Author
    {
        [System.ComponentModel.DataAnnotations.Schema.Column("id")]
        [Column("id")]
        public long Id { get; set; }

        [System.ComponentModel.DataAnnotations.Schema.Column("name")]
        [Column("name")]
        public string Name { get; set; } = "";
    }

    [System.ComponentModel.DataAnnotations.Schema.Table("post")]
    [Table("post")]
    public sealed class Post
    {
        [System.ComponentModel.DataAnnotations.Schema.Column("id")]
        [Column("id")]
        public long Id { get; set; }

        [System.ComponentModel.DataAnnotations.Schema.Column("author_id")]
        [Column("author_id")]
        public long AuthorId { get; set; }
    }

    private sealed class BlogContext(DbConnection connection) : DbContext
    {
        public DbSet<Post> Posts => Set<Post>();

        public DbSet<Author> Authors => Set<Author>();

        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
            optionsBuilder.UseSqlite(connection);
    }
}
