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

        added.ShouldBe(new BulkLoadResult(Users: 3, Forums: 3, Topics: 3, Posts: 12));
        (await _database.Loader.IsEmptyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task SameSourceAgain_ChangesNothing()
    {
        await SampleForum.LoadAsync(_database.Loader);
        string before = await FingerprintAsync();

        BulkLoadResult added = await SampleForum.LoadAsync(_database.Loader);

        added.ShouldBe(new BulkLoadResult(0, 0, 0, 0));
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
                    [new BulkUser(load.FirstId + 1, "dee", "Dee", 0, SampleForum.Start, null)],
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
                long forum = await load.EnsureForumAsync(new BulkForum(null, "f", Text), ct);
                await load.AddTopicsAsync([SampleForum.Topic(1, forum)], ct);
                await load.AddPostsAsync([new BulkPost(1, 1, null, null, null, Text, SampleForum.Start)], ct);
            }
        );

        (await _database.Get<IPostRepository>().ListByTopicAsync(1, new PageRequest(1))).Items[0].Body.ShouldBe(stored);
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
                long forum = await load.EnsureForumAsync(new BulkForum(null, "f", "F"), ct);
                DateTimeOffset at = SampleForum.Start;
                await load.AddPostsAsync(
                    [
                        new BulkPost(30, null, 20, 99, null, "comment before its post", at),
                        new BulkPost(31, null, 77, null, null, "comment on nothing", at),
                        new BulkPost(29, null, 30, null, null, "comment on a comment", at),
                        new BulkPost(20, 5, null, null, null, "reply before its topic", at),
                        new BulkPost(21, 6, null, null, null, "reply to nothing", at),
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
                await load.AddVotesAsync([new(1000, true), new(1000, true), new(1000, false), new(5, true)], ct);
                await load.AddModerationAsync(
                    [
                        new(1, 1000, 99, "close", "off topic", SampleForum.Start),
                        new(2, 5, 1, "close", null, SampleForum.Start),
                    ],
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
}
