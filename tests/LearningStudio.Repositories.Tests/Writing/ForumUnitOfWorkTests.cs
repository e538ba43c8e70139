using LearningStudio.Repositories.Writing;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Repositories.Tests.Writing;

public sealed class ForumUnitOfWorkTestsOnSqlite : ForumUnitOfWorkTests<Sqlite>;

public sealed class ForumUnitOfWorkTestsOnPostgreSql : ForumUnitOfWorkTests<PostgreSql>;

public abstract class ForumUnitOfWorkTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private readonly EventLog _events = new();
    private readonly TestForum<TEngine> _database;

    protected ForumUnitOfWorkTests() =>
        _database = new TestForum<TEngine>(services => services.AddSingleton<IForumEventHandler>(_events));

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
                long post = await session.Posts.AddAsync(Post(1), ct);
                _events.Raised.ShouldBeEmpty();
                return post;
            }
        );

        _events.Raised.ShouldBe([
            new ForumEvent
            {
                Kind = ForumEventKind.PostCreated,
                ForumId = 2,
                ParentForumId = 1,
                TopicId = 1,
                PostId = id,
                AuthorId = 2,
            },
        ]);
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
                    await session.Posts.AddAsync(Post(1), ct);
                    throw new TimeoutException();
                }
            )
        );

        _events.Raised.ShouldBeEmpty();
        (await CountersAsync()).ShouldBe(before);
        (await _database.ScalarAsync<int>("SELECT COUNT(*) FROM posts")).ShouldBe(12);
    }

    [Fact]
    public async Task UnknownTargets_AreRefused()
    {
        await Should.ThrowAsync<ArgumentException>(() => Work.ExecuteAsync((s, ct) => s.Posts.AddAsync(Post(99), ct)));
        await Should.ThrowAsync<ArgumentException>(() =>
            Work.ExecuteAsync((s, ct) => s.Posts.AddAsync(Post(1, replyToId: 2000), ct))
        );
        (await Work.ExecuteAsync((s, ct) => s.Topics.OpenAsync(Topic(99), ct))).ShouldBeNull();
    }

    [Fact]
    public async Task Viewer_SeesTheOwnAndModeratorsEverything()
    {
        long post = await Work.ExecuteAsync((s, ct) => s.Posts.AddAsync(Post(1, isHeld: true), ct));

        (await SeesAsync(post, null)).ShouldBeFalse();
        (await SeesAsync(post, new Viewer(1, SeesHeld: false))).ShouldBeFalse();
        (await SeesAsync(post, new Viewer(2, SeesHeld: false))).ShouldBeTrue();
        (await SeesAsync(post, new Viewer(1, SeesHeld: true))).ShouldBeTrue();
        await Work.ExecuteAsync(
            async (s, ct) =>
            {
                await s.Posts.DeleteAsync(post, SampleForum.Start, ct);
                return 0;
            }
        );
        (await SeesAsync(post, new Viewer(2, SeesHeld: true))).ShouldBeFalse();
    }

    [Fact]
    public async Task RejectedPostThatComesBack_WaitsAgain()
    {
        long post = await Work.ExecuteAsync((s, ct) => s.Posts.AddAsync(Post(1, isHeld: true), ct));
        (await Work.ExecuteAsync((s, ct) => s.Approval.RejectAsync(post, SampleForum.Start, ct))).ShouldBeTrue();
        (await Work.ExecuteAsync((s, ct) => s.Approval.RejectAsync(1001, SampleForum.Start, ct))).ShouldBeFalse();
        (await Work.ExecuteAsync((s, ct) => s.Posts.RestoreAsync(post, ct))).ShouldBeTrue();

        _events.Raised[^1].Kind.ShouldBe(ForumEventKind.PostHeld);
        (await _database.Get<IPostRepository>().FindStateAsync(post))!.IsApproved.ShouldBeFalse();
    }

    [Fact]
    public async Task UnitThatDidNothing_TellsNobody()
    {
        int calls = 0;
        _events.Reads = () => Task.FromResult(++calls);

        await Work.ExecuteAsync((s, ct) => s.FindTopicAsync(1, ct));

        calls.ShouldBe(0);
    }

    [Fact]
    public async Task HandlerThatFails_IsNoFailureOfTheUnitAndKeepsNoOtherFromItsEvents()
    {
        var database = new TestForum<TEngine>(services =>
            services.AddSingleton<IForumEventHandler, Failing>().AddSingleton<IForumEventHandler>(_events)
        );
        await database.InitializeAsync();
        await SampleForum.LoadAsync(database.Loader);

        await database.Get<IForumUnitOfWork>().ExecuteAsync((s, ct) => s.Posts.AddAsync(Post(1), ct));

        _events.Raised.Count.ShouldBe(1);
        (await database.ScalarAsync<int>("SELECT CAST(COUNT(*) AS integer) FROM posts")).ShouldBe(13, "the data stays");
        await database.DisposeAsync();
    }

    [Fact]
    public async Task LongText_IsStored()
    {
        string text = string.Join(' ', Enumerable.Range(0, 200_000).Select(word => $"w{word}"));

        long post = await Work.ExecuteAsync((s, ct) => s.Posts.AddAsync(Post(1, text), ct));

        (await _database.Get<IPostRepository>().FindAsync(post))!.Post.Body.ShouldBe(text);
        (await _database.Get<IPostRepository>().SearchAsync("w7 w9", PageRequest.First)).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task DeletedPost_StaysDeleted()
    {
        bool[] done = await Work.ExecuteAsync(
            async (s, ct) =>
                new[]
                {
                    await s.Posts.DeleteAsync(1000, SampleForum.Start, ct),
                    await s.Posts.DeleteAsync(1000, SampleForum.Start, ct),
                    await s.Approval.ApproveAsync(1000, ct),
                    await s.Posts.EditAsync(
                        new PostEdit
                        {
                            PostId = 1000,
                            Body = "x",
                            EditedAt = SampleForum.Start,
                            IsHeld = true,
                        },
                        ct
                    ),
                }
        );

        done.ShouldBe([true, false, false, false]);
        (await _database.Get<ITopicRepository>().FindAsync(1, new Viewer(1, SeesHeld: true))).ShouldBeNull();
        _events.Raised.Select(raised => raised.AuthorId).ShouldBe([1L, 2L], "all who wrote in the topic are concerned");
    }

    private static NewPost Post(long topic, string body = "text", long? replyToId = null, bool isHeld = false) =>
        new()
        {
            TopicId = topic,
            ReplyToId = replyToId,
            AuthorId = 2,
            Body = body,
            CreatedAt = SampleForum.At(5000),
            IsHeld = isHeld,
        };

    private static NewTopic Topic(long forum) =>
        new()
        {
            ForumId = forum,
            AuthorId = 3,
            Title = "title",
            Body = "text",
            CreatedAt = SampleForum.At(5000),
        };

    private async Task<bool> SeesAsync(long post, Viewer? viewer) =>
        (await _database.Get<IPostRepository>().ListByTopicAsync(1, new PageRequest(1, 100), viewer)).Items.Any(p =>
            p.Id == post
        );

    private async Task<string> CountersAsync() => string.Join('\n', await CountedForum.StoredAsync(_database));

    private sealed class Failing : IForumEventHandler
    {
        public Task HandleAsync(IReadOnlyList<ForumEvent> events) => throw new TimeoutException();
    }

    private sealed class EventLog : IForumEventHandler
    {
        public List<ForumEvent> Raised { get; } = [];

        public List<int> Seen { get; } = [];

        public Func<Task<int>>? Reads { get; set; }

        public async Task HandleAsync(IReadOnlyList<ForumEvent> events)
        {
            Raised.AddRange(events);
            if (Reads is not null)
            {
                Seen.Add(await Reads());
            }
        }
    }
}
