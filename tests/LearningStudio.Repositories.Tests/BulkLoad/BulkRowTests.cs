using LearningStudio.Repositories.BulkLoad;
using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Schema;
using LinqToDB;
using LinqToDB.Async;

namespace LearningStudio.Repositories.Tests.BulkLoad;

public sealed class BulkRowTestsOnSqlite : BulkRowTests<Sqlite>;

public sealed class BulkRowTestsOnPostgreSql : BulkRowTests<PostgreSql>;

/// <summary>Which rows of a load are taken, and what becomes of rows that are there already.</summary>
public abstract class BulkRowTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private const long Band = 1L << 32;
    private static readonly DateTimeOffset At = SampleForum.At(3000);
    private readonly TestForum<TEngine> _database = new();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SampleForum.LoadAsync(_database.Loader);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData("users", "username, display_name, joined_at", "'high', 'High', joined_at FROM users WHERE id = 1")]
    [InlineData(
        "topics",
        "forum_id, title, created_at, last_post_at",
        "2, 'x', created_at, created_at FROM topics WHERE id = 1"
    )]
    [InlineData("posts", "topic_id, forum_id, body, created_at", "1, 2, 'x', created_at FROM posts WHERE id = 1000")]
    public async Task Band_IsTheNextAboveEveryId(string table, string columns, string row)
    {
        await _database.ExecuteAsync($"INSERT INTO {table} (id, {columns}) SELECT {(5 * Band) - 1}, {row}");
        (await FirstIdAsync("last of its band")).ShouldBe(5 * Band);

        await _database.ExecuteAsync($"DELETE FROM {table} WHERE id > {Band}");
        await _database.ExecuteAsync($"INSERT INTO {table} (id, {columns}) SELECT {7 * Band}, {row}");
        (await FirstIdAsync("first of its band")).ShouldBe(8 * Band);
        (await FirstIdAsync("next")).ShouldBe(9 * Band, "another source has the band before");
        (await FirstIdAsync("LAST of its Band")).ShouldBe(
            5 * Band,
            "a source is known whatever the case of its letters"
        );
    }

    [Fact]
    public async Task RowsThatAreThere_StayAsTheyAre()
    {
        await LoadAsync(
            new BulkPost
            {
                Id = 1001,
                TopicId = 2,
                AuthorId = 3,
                Body = "another text",
                CreatedAt = At,
            },
            new BulkPost
            {
                Id = 1003,
                ReplyToId = 2000,
                AuthorId = 3,
                Body = "another comment",
                CreatedAt = At,
            }
        );

        (await PostsAsync(p => p.Id is 1001 or 1003)).ShouldBe([
            "1001 1 2 2   Reply 1 0 0",
            "1003 1 2  1000 Guest Comment 0 0",
        ]);
    }

    [Fact]
    public async Task Replies_StandInTheirTopicAndCommentsWhereTheirPostStands()
    {
        await LoadAsync([.. Replies]);

        (await PostsAsync(p => p.Id > 9000)).ShouldBe([
            "9001 2 2 2   reply 3 4",
            "9002 2 2  9001 Gone comment 5 6",
            "9003 2 2 3 9002  comment on a comment 0 0",
        ]);
    }

    [Fact]
    public async Task Votes_ReplaceThoseOfThePostsTheyName()
    {
        await _database.ExecuteAsync("UPDATE posts SET up_votes = 8, down_votes = 9");

        await _database.Loader.LoadAsync(
            "sample",
            (load, ct) =>
                load.AddVotesAsync(
                    [Vote(1001, isUp: true), Vote(1001, isUp: false), Vote(1001, isUp: false), Vote(1002, isUp: true)],
                    ct
                )
        );

        (await PostsAsync(p => p.TopicId == 1)).Select(post => post[^3..]).ShouldBe(["8 9", "1 2", "1 0", "8 9"]);
    }

    [Fact]
    public async Task Moderation_KeepsModeratorsThatAreThere()
    {
        await _database.Loader.LoadAsync(
            "sample",
            (load, ct) =>
                load.AddModerationAsync(
                    [Action(1, 1000, 3, "close", "text"), Action(2, 1000, 99, "open"), Action(3, 5, 3, "none")],
                    ct
                )
        );
        await _database.Loader.LoadAsync(
            "sample",
            (load, ct) => load.AddModerationAsync([Action(1, 1001, 2, "changed")], ct)
        );

        (
            await _database.ScalarAsync<string>(
                "SELECT string_agg(id || ' ' || post_id || ' ' || COALESCE(moderator_id, 0) || ' ' || action, ',') FROM (SELECT * FROM moderation_log ORDER BY id) AS log"
            )
        ).ShouldBe("1 1000 3 close,2 1000 0 open");
    }

    [Fact]
    public async Task AuthorsThatAreThere_Stay()
    {
        await _database.Loader.LoadAsync(
            "sample",
            (load, ct) =>
                load.AddTopicsAsync([SampleForum.Topic(8, 2, author: 3), SampleForum.Topic(9, 2, author: 99)], ct)
        );

        (
            await _database.ScalarAsync<string>(
                "SELECT string_agg(id || ' ' || COALESCE(author_id, 0), ',') FROM (SELECT * FROM topics ORDER BY id) AS t"
            )
        ).ShouldBe("1 1,2 1,3 1,8 3,9 0");
    }

    [Fact]
    public async Task Forum_IsFoundBySlugOrAdded()
    {
        long known = 0;
        long added = 0;
        await _database.Loader.LoadAsync(
            "sample",
            async (load, ct) =>
            {
                known = await load.EnsureForumAsync(
                    new BulkForum
                    {
                        Slug = "second",
                        Name = "Other",
                        Description = "other",
                        Position = 9,
                    },
                    ct
                );
                added = await load.EnsureForumAsync(
                    new BulkForum
                    {
                        ParentId = known,
                        Slug = "third",
                        Name = "Third",
                        Description = "about",
                        Position = 4,
                    },
                    ct
                );
            }
        );

        known.ShouldBe(3);
        var forums = _database.Get<IForumRepository>();
        (await forums.FindAsync(3)).ShouldBe(new ForumView(3, 1, "Second", "second", "", 0));
        (await forums.FindAsync(added)).ShouldBe(new ForumView(added, 3, "Third", "third", "about", 0));
    }

    private async Task<long> FirstIdAsync(string source)
    {
        long first = -1;
        await _database.Loader.LoadAsync(
            source,
            (load, _) =>
            {
                first = load.FirstId;
                return Task.CompletedTask;
            }
        );
        return first;
    }

    private Task LoadAsync(params BulkPost[] posts) =>
        _database.Loader.LoadAsync("sample", (load, ct) => load.AddPostsAsync(posts, ct));

    private async Task<string[]> PostsAsync(Func<PostRow, bool> condition)
    {
        await using ForumDb db = _database.Get<Func<ForumDb>>()();
        List<PostRow> posts = await db.GetTable<PostRow>().ToListAsync();
        return
        [
            .. posts
                .Where(condition)
                .OrderBy(post => post.Id)
                .Select(p =>
                    $"{p.Id} {p.TopicId} {p.ForumId} {p.AuthorId} {p.ReplyToId} {p.AuthorName} {p.Body} {p.UpVotes} {p.DownVotes}"
                ),
        ];
    }

    private static BulkVote Vote(long post, bool isUp) => new() { PostId = post, IsUp = isUp };

    private static BulkModeration Action(long id, long post, long moderator, string action, string? comment = null) =>
        new()
        {
            Id = id,
            PostId = post,
            ModeratorId = moderator,
            Action = action,
            Comment = comment,
            CreatedAt = At,
        };

    private static IEnumerable<BulkPost> Replies =>
        [
            new()
            {
                Id = 9001,
                TopicId = 2,
                AuthorId = 2,
                Body = "reply",
                CreatedAt = At,
                EditedAt = At,
                UpVotes = 3,
                DownVotes = 4,
            },
            new()
            {
                Id = 9002,
                TopicId = 1,
                ReplyToId = 9001,
                AuthorId = 77,
                AuthorName = "Gone",
                Body = "comment",
                CreatedAt = At,
                EditedAt = At,
                UpVotes = 5,
                DownVotes = 6,
            },
            Comment(9003, 9002, "comment on a comment"),
            Comment(9004, null, "nowhere"),
            Comment(9005, 9004, "on a post that is nowhere"),
        ];

    private static BulkPost Comment(long id, long? replyToId, string body) =>
        new()
        {
            Id = id,
            ReplyToId = replyToId,
            AuthorId = 3,
            Body = body,
            CreatedAt = At,
        };
}
