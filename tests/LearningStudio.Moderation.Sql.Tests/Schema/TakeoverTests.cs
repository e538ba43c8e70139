using System.Data.Common;
using System.Globalization;
using LearningStudio.Moderation.Review;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Schema;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Moderation.Sql.Tests.Schema;

public sealed class TakeoverTestsOnSqlite : TakeoverTests<Sqlite>;

public sealed class TakeoverTestsOnPostgreSql : TakeoverTests<PostgreSql>;

/// <summary>Whatever a database held before, and whoever migrates it first, it ends as the last version of Repositories left it.</summary>
public abstract class TakeoverTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private static readonly string[] Tables =
    [
        "review_items",
        "review_votes",
        "review_signals",
        "review_log",
        "dup_sig",
        "dup_band",
    ];

    private readonly TestDatabase<TEngine> _expected = new(isMigrated: false);
    private readonly TestDatabase<TEngine> _database = new(
        services =>
        {
            services.Configure<ModerationSqlOptions>(o =>
                o.UseOpeningPosts(
                    "SELECT t.first_post_id FROM topics t WHERE t.id = {id}",
                    "SELECT t.id FROM topics t WHERE t.first_post_id = {id}"
                )
            );
        },
        isMigrated: false
    );

    private ModerationSchema Moderation => _database.Get<ModerationSchema>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await _expected.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        await _expected.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(FirstForum.States), MemberType = typeof(FirstForum))]
    public async Task Database_EndsAsTheLastVersionLeftIt(int migrations, string first)
    {
        FirstForum.Make(_database.Engine, migrations);
        await using ServiceProvider forum = Forum(_database.Engine);

        await MigrateAsync(forum, first);

        await Moderation.CheckAsync();
        (await Moderation.MigrateAsync()).ShouldBeEmpty();
        if (first != "moderation alone")
        {
            await forum.GetRequiredService<ForumSchema>().CheckAsync();
            (await forum.GetRequiredService<ForumSchema>().MigrateAsync()).ShouldBeEmpty();
        }

        if (migrations >= 2)
        {
            FirstForum.Make(_expected.Engine, FirstForum.Migrations);
            foreach (
                string table in Tables.Where(table =>
                    migrations >= 5 || !table.StartsWith("dup", StringComparison.Ordinal)
                )
            )
            {
                (await RowsAsync(_database, table)).ShouldBe(await RowsAsync(_expected, table), table);
            }

            if (first != "moderation alone")
            {
                (await RowsAsync(_database, "posts")).ShouldBe(await RowsAsync(_expected, "posts"));
            }
        }

        await UseAsync(migrations >= 2);
    }

    private Task MigrateAsync(ServiceProvider forum, string first)
    {
        ForumSchema repositories = forum.GetRequiredService<ForumSchema>();
        return first switch
        {
            "repositories" => InTurnAsync(() => repositories.MigrateAsync(), () => Moderation.MigrateAsync()),
            "moderation" => InTurnAsync(() => Moderation.MigrateAsync(), () => repositories.MigrateAsync()),
            "both" => Task.WhenAll(
                Task.Run(() => repositories.MigrateAsync()),
                Task.Run(() => Moderation.MigrateAsync()),
                Task.Run(() => repositories.MigrateAsync()),
                Task.Run(() => Moderation.MigrateAsync())
            ),
            _ => Moderation.MigrateAsync(),
        };
    }

    private static async Task InTurnAsync(Func<Task> one, Func<Task> other)
    {
        await one();
        await other();
    }

    // Old items are claimed and decided, new ones added, and the log is guarded.
    private async Task UseAsync(bool hasItems)
    {
        ReviewQueueRepository queue = _database.Queue;
        if (hasItems)
        {
            ReviewItem old = (await queue.FindAsync(1))!;
            (old.Type, old.Votes, old.VoteWeight, old.Stage).ShouldBe((ReviewType.NewUserPost, 1, 1, ReviewStage.Open));
            (
                await queue.ClaimAsync(new ClaimRequest { ModeratorId = 9, Lease = TimeSpan.FromMinutes(5) })
            ).ShouldHaveSingleItem();
        }

        long added = await queue.AddAsync(
            new ReviewRequest
            {
                Target = new ReviewTarget(ReviewTargetKind.Post, 5000),
                Type = ReviewType.FlaggedPost,
                Priority = 3,
                Reasons = [],
            }
        );
        await queue.AddNoteAsync(added, 9, "Seen.");
        await Should.ThrowAsync<DbException>(() => _database.ExecuteAsync("UPDATE review_log SET note = 'x'"));
    }

    private static async Task<string[]> RowsAsync(TestDatabase<TEngine> database, string table)
    {
        await using DbConnection connection = database.Engine.Connect();
        await connection.OpenAsync();
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} ORDER BY 1, 2";
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(
                string.Join(
                    '|',
                    Enumerable
                        .Range(0, reader.FieldCount)
                        .OrderBy(reader.GetName, StringComparer.Ordinal)
                        .Select(i => $"{reader.GetName(i)}={Text(reader.GetValue(i))}")
                )
            );
        }

        return [.. rows];
    }

    private static string Text(object value) =>
        value switch
        {
            byte[] bytes => Convert.ToHexString(bytes),
            long[] ids => string.Join(',', ids),
            DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    private static ServiceProvider Forum(TEngine engine) =>
        new ServiceCollection()
            .AddLearningStudioRepositories(o =>
                _ = engine.IsPostgreSql
                    ? o.UsePostgreSql(engine.ConnectionString)
                    : o.UseSqlite(engine.ConnectionString)
            )
            .BuildServiceProvider();
}
