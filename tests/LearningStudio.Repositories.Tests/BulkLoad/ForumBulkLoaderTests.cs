using LearningStudio.Repositories.BulkLoad;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Repositories.Tests.BulkLoad;

public sealed class ForumBulkLoaderTestsOnSqlite : ForumBulkLoaderTests<Sqlite>;

public sealed class ForumBulkLoaderTestsOnPostgreSql : ForumBulkLoaderTests<PostgreSql>
{
    [Fact]
    public async Task Load_TellsThePlannerWhatIsThere()
    {
        await SampleForum.LoadAsync(Database.Loader);

        (await Database.ScalarAsync<int>("SELECT reltuples::int FROM pg_class WHERE relname = 'posts'")).ShouldBe(12);
    }

    // A statement over many rows is slow; here one is made so, and the time a statement may take short.
    [Fact]
    public async Task SlowStatement_IsWaitedFor()
    {
        await Database.ExecuteAsync(
            """
            CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(1.5); RETURN NULL; END $$;
            CREATE TRIGGER slow AFTER UPDATE ON forum_stats FOR EACH STATEMENT EXECUTE FUNCTION slow()
            """
        );
        string connection = Database.Engine.ConnectionString + ";Command Timeout=1";
        await using ServiceProvider services = new ServiceCollection()
            .AddLearningStudioRepositories(o => o.UsePostgreSql(connection))
            .BuildServiceProvider();

        BulkLoadResult added = await SampleForum.LoadAsync(services.GetRequiredService<IForumBulkLoader>());

        added.Posts.ShouldBe(12);
    }
}

public abstract class ForumBulkLoaderTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private readonly TestForum<TEngine> _database = new();

    protected TestForum<TEngine> Database => _database;

    public Task InitializeAsync() => _database.InitializeAsync();

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Load_CountsWhatItAdded()
    {
        (await _database.Loader.IsEmptyAsync()).ShouldBeTrue();

        BulkLoadResult added = await SampleForum.LoadAsync(_database.Loader);

        added.ShouldHaveValuesOf(
            new BulkLoadResult
            {
                Users = 3,
                Forums = 3,
                Topics = 3,
                Posts = 12,
            }
        );
        (await _database.Loader.IsEmptyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task SameSourceAgain_ChangesNothing()
    {
        await SampleForum.LoadAsync(_database.Loader);
        string before = await FingerprintAsync();

        BulkLoadResult added = await SampleForum.LoadAsync(_database.Loader);

        added.ShouldHaveValuesOf(
            new BulkLoadResult
            {
                Users = 0,
                Forums = 0,
                Topics = 0,
                Posts = 0,
            }
        );
        (await FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task FailedLoad_LeavesEverythingAsItWas()
    {
        await SampleForum.LoadAsync(_database.Loader);
        string before = await FingerprintAsync();

        await Should.ThrowAsync<TimeoutException>(() =>
            _database.Loader.LoadAsync(
                "other",
                async (load, ct) =>
                {
                    await load.AddUsersAsync([SampleForum.User(load.FirstId + 1, "Dee")], ct);
                    throw new TimeoutException();
                },
                replacedSource: "sample"
            )
        );

        (await FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task SecondSource_KeepsItsIdsInABandOfItsOwn()
    {
        await SampleForum.LoadAsync(_database.Loader);

        await _database.Loader.LoadAsync(
            "other",
            (load, ct) =>
            {
                load.FirstId.ShouldBe(1L << 32);
                return load.AddUsersAsync(
                    [
                        new BulkUser
                        {
                            Id = load.FirstId + 1,
                            Username = "dee",
                            DisplayName = "Dee",
                            TrustLevel = 0,
                            JoinedAt = SampleForum.Start,
                        },
                    ],
                    ct
                );
            }
        );
        long first = -1;
        await _database.Loader.LoadAsync(
            "sample",
            (load, _) =>
            {
                first = load.FirstId;
                return Task.CompletedTask;
            }
        );

        first.ShouldBe(0);
        (await _database.ScalarAsync<int>("SELECT COUNT(*) FROM users")).ShouldBe(4);
    }

    [Fact]
    public async Task SourcesWithoutRows_DoNotMeet()
    {
        foreach (string source in new[] { "one", "two", "three" })
        {
            await _database.Loader.LoadAsync(source, (_, _) => Task.CompletedTask);
        }

        (await _database.ScalarAsync<int>("SELECT COUNT(DISTINCT first_id) FROM content_sources")).ShouldBe(3);
    }

    [Fact]
    public async Task Text_IsStoredAsItIs()
    {
        const string Text = "quote ' back\\slash \u0001 emoji \U0001f3b0 nul \0 end";
        // PostgreSQL's text cannot hold NUL.
        string stored = _database.IsPostgreSql ? Text.Replace('\0', '\uFFFD') : Text;
        await _database.Loader.LoadAsync(
            "sample",
            async (load, ct) =>
            {
                long forum = await load.EnsureForumAsync(new BulkForum { Slug = "f", Name = Text }, ct);
                await load.AddTopicsAsync([SampleForum.Topic(1, forum)], ct);
                await load.AddPostsAsync(
                    [
                        new BulkPost
                        {
                            Id = 1,
                            TopicId = 1,
                            Body = Text,
                            CreatedAt = SampleForum.Start,
                        },
                    ],
                    ct
                );
            }
        );

        (await _database.Get<IPostRepository>().ListByTopicAsync(1, PageRequest.First)).Items[0].Body.ShouldBe(stored);
        (await _database.Get<IForumRepository>().GetSummariesAsync(SampleForum.Always))[0].Name.ShouldBe(stored);
    }

    [Fact]
    public async Task SourceThatReplacesItself_IsRefused() =>
        await Should.ThrowAsync<ArgumentException>(() =>
            _database.Loader.LoadAsync("a", (_, _) => Task.CompletedTask, replacedSource: "A")
        );

    [Fact]
    public async Task ReplacedSource_GivesWay()
    {
        await SampleForum.LoadAsync(_database.Loader);

        await _database.Loader.LoadAsync(
            "real",
            (load, ct) => load.AddUsersAsync([SampleForum.User(load.FirstId + 9, "Eve")], ct),
            replacedSource: "sample"
        );

        (await _database.ScalarAsync<string>("SELECT string_agg(id || display_name, ',') FROM users")).ShouldBe("9Eve");
        (await _database.ScalarAsync<int>("SELECT COUNT(*) FROM posts")).ShouldBe(0);
    }

    [Fact]
    public async Task ChildrenBeforeParentsAndOrphans_FindTheirPlaceOrAreLeftOut()
    {
        await _database.Loader.LoadAsync(
            "sample",
            async (load, ct) =>
            {
                long forum = await load.EnsureForumAsync(new BulkForum { Slug = "f", Name = "F" }, ct);
                await load.AddPostsAsync(
                    [
                        Post(30, "comment before its post", replyTo: 20, author: 99),
                        Post(31, "comment on nothing", replyTo: 77),
                        Post(29, "comment on a comment", replyTo: 30),
                        Post(20, "reply before its topic", topic: 5),
                        Post(21, "reply to nothing", topic: 6),
                    ],
                    ct
                );
                await load.AddTopicsAsync([SampleForum.Topic(5, forum, author: 99)], ct);
            }
        );

        (
            await _database.ScalarAsync<string>(
                "SELECT string_agg(CAST(id AS text), ',') FROM (SELECT id FROM posts ORDER BY id) AS p"
            )
        ).ShouldBe("20,29,30");
        (await _database.ScalarAsync<int>("SELECT COUNT(*) FROM posts WHERE author_id IS NOT NULL")).ShouldBe(0);
        (await _database.ScalarAsync<int>("SELECT COUNT(*) FROM topics WHERE author_id IS NULL")).ShouldBe(1);
    }

    [Fact]
    public async Task VotesAndModeration_AreLoaded()
    {
        await SampleForum.LoadAsync(_database.Loader);

        await _database.Loader.LoadAsync(
            "sample",
            async (load, ct) =>
            {
                await load.AddVotesAsync(
                    [Vote(1000, isUp: true), Vote(1000, isUp: true), Vote(1000, isUp: false), Vote(5, isUp: true)],
                    ct
                );
                await load.AddModerationAsync(
                    [Action(1, 1000, 99, "close", "off topic"), Action(2, 5, 1, "close")],
                    ct
                );
            }
        );

        (
            await _database.ScalarAsync<string>("SELECT up_votes || '/' || down_votes FROM posts WHERE id = 1000")
        ).ShouldBe("2/1");
        (await _database.ScalarAsync<string>("SELECT string_agg(post_id || action, ',') FROM moderation_log")).ShouldBe(
            "1000close"
        );
    }

    [Fact]
    public async Task NewRows_GetIdsAboveTheLoadedOnes()
    {
        await SampleForum.LoadAsync(_database.Loader);

        await _database.ExecuteAsync(
            "INSERT INTO topics (forum_id, title, created_at, last_post_at) SELECT 2, 'native', MIN(joined_at), MIN(joined_at) FROM users"
        );

        (await _database.ScalarAsync<long>("SELECT MAX(id) FROM topics")).ShouldBe(4);
    }

    private Task<string> FingerprintAsync() =>
        _database.ScalarAsync<string>(
            """
            SELECT (SELECT string_agg(id || display_name || last_seen_at, ',' ORDER BY id) FROM users)
              || (SELECT string_agg(id || ' ' || post_count || ' ' || reply_count || ' ' || last_post_id || ' ' || last_post_at, ',' ORDER BY id) FROM topics)
              || (SELECT string_agg(id || body || topic_id || ' ' || up_votes, ',' ORDER BY id) FROM posts)
              || (SELECT string_agg(forum_id || ' ' || topic_count || ' ' || post_count || ' ' || COALESCE(last_post_id, 0), ',' ORDER BY forum_id) FROM forum_stats)
              || (SELECT string_agg(name || first_id, ',' ORDER BY first_id) FROM content_sources)
            """
        );

    private static BulkVote Vote(long post, bool isUp) => new() { PostId = post, IsUp = isUp };

    private static BulkModeration Action(long id, long post, long moderator, string action, string? comment = null) =>
        new()
        {
            Id = id,
            PostId = post,
            ModeratorId = moderator,
            Action = action,
            Comment = comment,
            CreatedAt = SampleForum.Start,
        };

    private static BulkPost Post(long id, string body, long? topic = null, long? replyTo = null, long? author = null) =>
        new()
        {
            Id = id,
            TopicId = topic,
            ReplyToId = replyTo,
            AuthorId = author,
            Body = body,
            CreatedAt = SampleForum.Start,
        };
}
