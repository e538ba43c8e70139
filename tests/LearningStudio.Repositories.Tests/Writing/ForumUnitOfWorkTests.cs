using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Repositories.Tests.Writing;

public sealed class ForumUnitOfWorkTests : IAsyncLifetime
{
    private readonly EventLog _events = new();
    private readonly ForumDatabase _database;

    public ForumUnitOfWorkTests() =>
        _database = new ForumDatabase(services => services.AddSingleton<IForumEventHandler>(_events));

    private IForumUnitOfWork Work => _database.Get<IForumUnitOfWork>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SampleForum.LoadAsync(_database.Loader);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Events_LeaveAfterTheCommit()
    {
        _events.Reads = () => _database.ScalarAsync<int>("SELECT COUNT(*) FROM posts");
        long id = await Work.ExecuteAsync(
            async (session, ct) =>
            {
                long post = await session.AddPostAsync(Post(1), ct);
                _events.Told.ShouldBeEmpty();
                return post;
            }
        );

        _events.Told.ShouldBe([new ForumEvent(ForumEventKind.PostCreated, 2, 1, 1, id, 2)]);
        _events.Seen.ShouldBe([13], "the handler sees what was committed");
    }

    [Fact]
    public async Task FailedWork_LeavesNothingAndTellsNothing()
    {
        string before = await CountersAsync();

        await Should.ThrowAsync<TimeoutException>(() =>
            Work.ExecuteAsync<int>(
                async (session, ct) =>
                {
                    await session.AddPostAsync(Post(1), ct);
                    throw new TimeoutException();
                }
            )
        );

        _events.Told.ShouldBeEmpty();
        (await CountersAsync()).ShouldBe(before);
        (await _database.ScalarAsync<int>("SELECT COUNT(*) FROM posts")).ShouldBe(12);
    }

    [Fact]
    public async Task UnknownTargets_AreRefused()
    {
        await Should.ThrowAsync<ArgumentException>(() => Work.ExecuteAsync((s, ct) => s.AddPostAsync(Post(99), ct)));
        await Should.ThrowAsync<ArgumentException>(() =>
            Work.ExecuteAsync((s, ct) => s.AddPostAsync(Post(1) with { ReplyToId = 2000 }, ct))
        );
        (await Work.ExecuteAsync((s, ct) => s.OpenTopicAsync(Topic(99), ct))).ShouldBeNull();
    }

    [Fact]
    public async Task Viewer_SeesTheOwnAndModeratorsEverything()
    {
        long post = await Work.ExecuteAsync((s, ct) => s.AddPostAsync(Post(1) with { IsHeld = true }, ct));

        (await SeesAsync(post, null)).ShouldBeFalse();
        (await SeesAsync(post, new Viewer(1, SeesHeld: false))).ShouldBeFalse();
        (await SeesAsync(post, new Viewer(2, SeesHeld: false))).ShouldBeTrue();
        (await SeesAsync(post, new Viewer(1, SeesHeld: true))).ShouldBeTrue();
        await Work.ExecuteAsync(
            async (s, ct) =>
            {
                await s.DeletePostAsync(post, SampleForum.Start, ct);
                return 0;
            }
        );
        (await SeesAsync(post, new Viewer(2, SeesHeld: true))).ShouldBeFalse();
    }

    [Fact]
    public async Task DeletedPost_StaysDeleted()
    {
        bool[] done = await Work.ExecuteAsync(
            async (s, ct) =>
                new[]
                {
                    await s.DeletePostAsync(1000, SampleForum.Start, ct),
                    await s.DeletePostAsync(1000, SampleForum.Start, ct),
                    await s.ApprovePostAsync(1000, ct),
                    await s.EditPostAsync(new PostEdit(1000, "x", SampleForum.Start, IsHeld: true), ct),
                }
        );

        done.ShouldBe([true, false, false, false]);
        (await _database.Get<ITopicRepository>().FindAsync(1, new Viewer(1, SeesHeld: true))).ShouldBeNull();
        _events.Told.Select(told => told.AuthorId).ShouldBe([1L, 2L], "all who wrote in the topic are concerned");
    }

    // Whatever is done in whatever order, the counters equal a recount of the rows.
    [Fact]
    public async Task RandomWrites_KeepEveryCounterRight()
    {
        var random = new Random(20260101);
        var posts = new List<long> { 1000, 1001, 1002, 2000, 3000 };
        for (int step = 0; step < 150; step++)
        {
            await Work.ExecuteAsync(
                async (session, ct) =>
                {
                    await StepAsync(session, random, posts, ct);
                    return 0;
                }
            );
            string kept = await CountersAsync();
            await _database.Loader.LoadAsync("sample", (_, _) => Task.CompletedTask);
            (await CountersAsync()).ShouldBe(kept, $"step {step}");
        }
    }

    private static async Task StepAsync(IForumSession session, Random random, List<long> posts, CancellationToken ct)
    {
        long any = posts[random.Next(posts.Count)];
        bool held = random.Next(3) == 0;
        switch (random.Next(6))
        {
            case 0:
                posts.Add(
                    (await session.OpenTopicAsync(Topic(2 + random.Next(2)) with { IsHeld = held }, ct))!.Value.PostId
                );
                break;
            case 1:
            case 2:
                PostState target = (await session.FindPostAsync(any, ct))!;
                long? replyTo = random.Next(2) == 0 ? any : null;
                posts.Add(
                    await session.AddPostAsync(Post(target.TopicId) with { IsHeld = held, ReplyToId = replyTo }, ct)
                );
                break;
            case 3:
                await session.EditPostAsync(new PostEdit(any, "edited", SampleForum.At(9000), held), ct);
                break;
            case 4:
                await session.ApprovePostAsync(any, ct);
                break;
            default:
                await session.DeletePostAsync(any, SampleForum.At(9000), ct);
                break;
        }
    }

    private static NewPost Post(long topic) => new(topic, null, 2, "text", SampleForum.At(5000), IsHeld: false);

    private static NewTopic Topic(long forum) => new(forum, 3, "title", "text", SampleForum.At(5000), IsHeld: false);

    private async Task<bool> SeesAsync(long post, Viewer? viewer) =>
        (await _database.Get<IPostRepository>().GetTopicPageAsync(1, new PageRequest(1, 100), viewer)).Any(p =>
            p.Id == post
        );

    private Task<string> CountersAsync() =>
        _database.ScalarAsync<string>(
            """
            SELECT (SELECT group_concat(id || ':' || post_count || ':' || reply_count || ':' || COALESCE(last_post_id, '') || ':' || last_post_at) FROM topics)
              || (SELECT group_concat(forum_id || ':' || topic_count || ':' || post_count || ':' || COALESCE(last_post_id, '') || COALESCE(last_topic_title, '') || COALESCE(last_author_name, '')) FROM forum_stats)
            """
        );

    private sealed class EventLog : IForumEventHandler
    {
        public List<ForumEvent> Told { get; } = [];

        public List<int> Seen { get; } = [];

        public Func<Task<int>>? Reads { get; set; }

        public async Task HandleAsync(IReadOnlyList<ForumEvent> events)
        {
            Told.AddRange(events);
            if (Reads is not null)
            {
                Seen.Add(await Reads());
            }
        }
    }
}
