using System.Collections.Concurrent;
using System.Data.Common;
using LearningStudio.Moderation.Duplicates;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Decisions;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Auditing;
using LearningStudio.Repositories.Schema;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LearningStudio.Moderation.Sql.Tests.Databases;

/// <summary>Writers of one SQLite file stand in one line, whichever package they are of; those of a server in none.</summary>
public sealed class WriterLineTests
{
    private const string Lines = "LearningStudio.WriterLines";
    private static readonly ReviewTarget Post = new(ReviewTargetKind.Post, 1);
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    // How the second package spells the file that the first calls by its full path.
    private static readonly (string Name, Func<string, string> Spell)[] Spellings =
    [
        ("the same", path => $"Data Source={path}"),
        ("another order and more settings", path => $"Default Timeout=5;Filename={path}"),
        ("foreign keys switched off", path => $"Data Source={path};Foreign Keys=False"),
        ("a relative path", path => $"Data Source={Path.GetRelativePath(Environment.CurrentDirectory, path)}"),
    ];

    private static readonly (string Name, Func<IServiceProvider, Task> Write)[] Writers =
    [
        ("Moderation.Sql, a statement", s => s.GetRequiredService<ReviewQueueRepository>().AddNoteAsync(1, 9, "Seen.")),
        (
            "Moderation.Sql, a transaction",
            s => s.GetRequiredService<ReviewQueueRepository>().DecideAsync(Post, new ReviewDecision(true, 9))
        ),
        ("Repositories, a statement", s => s.GetRequiredService<IRevisionRepository>().ExpireAsync(Now)),
    ];

    public static TheoryData<string, bool, bool> Registrations()
    {
        var rows = new TheoryData<string, bool, bool>();
        foreach ((string name, _) in Spellings)
        {
            rows.Add(name, true, true);
            rows.Add(name, true, false);
            rows.Add(name, false, true);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Registrations))]
    public async Task File_HasOneLine(string spelling, bool hasModeration, bool hasForum)
    {
        await using var engine = new Sqlite();
        string path = new SqliteConnectionStringBuilder(engine.ConnectionString).DataSource;
        string other = Spellings.Single(row => row.Name == spelling).Spell(path);
        await using ServiceProvider services = await BuildAsync(
            hasModeration ? o => o.UseSqlite(engine.ConnectionString) : null,
            hasForum ? o => o.UseSqlite(hasModeration ? other : engine.ConnectionString) : null
        );
        SemaphoreSlim line = services
            .GetRequiredKeyedService<ConcurrentDictionary<string, SemaphoreSlim>>(Lines)
            .ShouldHaveSingleItem()
            .Value;
        (string Name, Func<IServiceProvider, Task> Write)[] writers =
        [
            .. Writers.Where(writer =>
                writer.Name.StartsWith("Mod", StringComparison.Ordinal) ? hasModeration : hasForum
            ),
        ];

        await line.WaitAsync();
        Task[] waiting = [.. writers.Select(writer => writer.Write(services))];

        for (int i = 0; i < waiting.Length; i++)
        {
            waiting[i].IsCompleted.ShouldBeFalse(writers[i].Name);
        }

        line.Release();
        await Task.WhenAll(waiting);
        line.CurrentCount.ShouldBe(1);
    }

    [Fact]
    public async Task Files_HaveLinesOfTheirOwn()
    {
        await using var one = new Sqlite();
        await using var other = new Sqlite();
        await using ServiceProvider services = await BuildAsync(
            o => o.UseSqlite(one.ConnectionString),
            o => o.UseSqlite(other.ConnectionString)
        );

        services.GetRequiredKeyedService<ConcurrentDictionary<string, SemaphoreSlim>>(Lines).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Server_HasNoLine(bool byDataSource)
    {
        await using var engine = new PostgreSql();
        await engine.CreateAsync();
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(engine.ConnectionString);
        await using ServiceProvider services = await BuildAsync(
            o => _ = byDataSource ? o.UsePostgreSql(source) : o.UsePostgreSql(engine.ConnectionString),
            o => _ = byDataSource ? o.UsePostgreSql(source) : o.UsePostgreSql(engine.ConnectionString)
        );
        foreach ((_, Func<IServiceProvider, Task> write) in Writers)
        {
            await write(services);
        }

        services.GetRequiredKeyedService<ConcurrentDictionary<string, SemaphoreSlim>>(Lines).ShouldBeEmpty();
    }

    // A file's pool is known by the connection string: both packages make the same one.
    [Theory]
    [InlineData("")]
    [InlineData(";Foreign Keys=False")]
    [InlineData(";Foreign Keys=True")]
    public async Task BothPackages_EnforceForeignKeysOnTheSameString(string setting)
    {
        await using var engine = new Sqlite();
        string given = engine.ConnectionString + setting;
        await using ServiceProvider services = await BuildAsync(o => o.UseSqlite(given), o => o.UseSqlite(given));
        await using ForumDb forum = services.GetRequiredService<Func<ForumDb>>()();
        await using DbConnection moderation = services.GetRequiredService<Sql.Databases.ISqlDialect>().Connect();
        await moderation.OpenAsync();

        DbConnection[] connections = [await forum.OpenDbConnectionAsync(CancellationToken.None), moderation];

        connections[0].ConnectionString.ShouldBe(connections[1].ConnectionString);
        foreach (DbConnection connection in connections)
        {
            await using DbCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA foreign_keys";
            (await command.ExecuteScalarAsync()).ShouldBe(1L);
        }
    }

    private static async Task<ServiceProvider> BuildAsync(
        Action<ModerationSqlOptions>? moderation,
        Action<ForumRepositoriesOptions>? forum
    )
    {
        var services = new ServiceCollection();
        if (moderation is not null)
        {
            services.AddLearningStudioModeration().AddLearningStudioModerationSql(moderation);
        }

        if (forum is not null)
        {
            services.AddLearningStudioRepositories(forum);
        }

        ServiceProvider provider = services.BuildServiceProvider();
        if (provider.GetService<ModerationSchema>() is { } queue)
        {
            await queue.MigrateAsync();
            _ = provider.GetRequiredService<IFingerprintStore>();
        }

        if (provider.GetService<ForumSchema>() is { } tables)
        {
            await tables.MigrateAsync();
            _ = provider.GetRequiredService<IRevisionRepository>();
        }

        return provider;
    }
}
