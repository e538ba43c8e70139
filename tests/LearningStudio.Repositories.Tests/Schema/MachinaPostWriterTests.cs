using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Outbox;
using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Writing;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Repositories.Tests.Schema;

public sealed class MachinaPostWriterTestsOnSqlite : MachinaPostWriterTests<Sqlite>;

public sealed class MachinaPostWriterTestsOnPostgreSql : MachinaPostWriterTests<PostgreSql>;

/// <summary>Writes to the tables of django-machina: what machina counts is right afterwards.</summary>
public abstract class MachinaPostWriterTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private readonly RaisedEvents _raised = new();
    private readonly TestForum<TEngine> _database;

    protected MachinaPostWriterTests() =>
        _database = new TestForum<TEngine>(
            services => services.AddSingleton<IForumEventHandler>(_raised),
            options =>
            {
                options.UseTables(ForumTables.Machina());
                options.MaxAttempts = 20;
            },
            isMigrated: false
        );

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await MachinaForum.MakeAsync(_database);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData(1002, true, 6)]
    [InlineData(4000, true, 6)]
    [InlineData(1003, false, 4)]
    [InlineData(1000, false, 2)]
    [InlineData(1001, true, 5)]
    [InlineData(6024, false, 5)]
    [InlineData(6010, false, 5)]
    [InlineData(6000, false, 5)]
    [InlineData(5000, false, 5)]
    [InlineData(5001, false, 5)]
    public async Task ChangedPost_ChangesWhatMachinaCounts(long post, bool isApproved, int postsOfForum)
    {
        (await SetAsync(post, isApproved)).ShouldBeTrue();

        await CountersAreRightAsync();
        (await _database.Get<IForumRepository>().GetSummariesAsync(SampleForum.Always))[1]
            .PostCount.ShouldBe(postsOfForum);
        _raised
            .Events.ShouldHaveSingleItem()
            .Kind.ShouldBe(isApproved ? ForumEventKind.PostApproved : ForumEventKind.PostHidden);
    }

    // Nobody would deliver the events again.
    [Fact]
    public async Task HandlerThatFails_IsReportedToTheCaller()
    {
        _raised.Fails = true;

        await Should.ThrowAsync<TimeoutException>(() => SetAsync(1002, isApproved: true));

        await CountersAreRightAsync();
        (await _database.Get<IForumOutbox>().DeliverAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task TopicsOfOneMoment_LeaveTheForumThePostOfTheHighestId()
    {
        await _database.ExecuteAsync(
            "UPDATE forum_conversation_post SET created = (SELECT created FROM forum_conversation_post WHERE id = 1003) WHERE id IN (2000, 3000, 4000)"
        );
        await MachinaCounters.StoreAsync(_database);

        await SetAsync(1002, isApproved: true);

        await CountersAreRightAsync();
    }

    [Fact]
    public async Task HeadOfATopic_TakesItsTopicAlong()
    {
        await SetAsync(4000, isApproved: true);
        await SetAsync(1000, isApproved: false);

        (await _database.Get<ITopicRepository>().FindAsync(4)).ShouldNotBeNull();
        (await _database.Get<ITopicRepository>().FindAsync(1)).ShouldBeNull();
        (await _database.Get<IForumRepository>().GetSummariesAsync(SampleForum.Always))[1].LastPost!.Id.ShouldBe(4000);
    }

    [Fact]
    public async Task UnknownPost_IsNotChanged()
    {
        (await SetAsync(99, isApproved: true)).ShouldBeFalse();
        _raised.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task WritersOfOneForumAtOnce_LeaveCountersThatEqualTheRows()
    {
        long[] posts = [1003, 2000, 3000, 4000];
        for (int round = 0; round < 20; round++)
        {
            await Task.WhenAll(posts.Select(post => Task.Run(() => SetAsync(post, round % 2 == 1))));
            await CountersAreRightAsync();
        }
    }

    [Fact]
    public async Task OtherWrites_AreNotSupported()
    {
        var post = new NewPost
        {
            TopicId = 1,
            AuthorId = 2,
            Body = "text",
            CreatedAt = SampleForum.Start,
        };
        var topic = new NewTopic
        {
            ForumId = 2,
            AuthorId = 2,
            Title = "title",
            Body = "text",
            CreatedAt = SampleForum.Start,
        };
        await RefusedAsync((s, ct) => s.Posts.AddAsync(post, ct));
        await RefusedAsync(
            (s, ct) =>
                s.Posts.EditAsync(
                    new PostEdit
                    {
                        PostId = 1000,
                        Body = "x",
                        EditedAt = SampleForum.Start,
                    },
                    ct
                )
        );
        await RefusedAsync((s, ct) => s.Posts.DeleteAsync(1000, SampleForum.Start, ct));
        await RefusedAsync((s, ct) => s.Posts.RestoreAsync(1000, ct));
        await RefusedAsync((s, ct) => s.Topics.OpenAsync(topic, ct));
        await RefusedAsync((s, ct) => s.Users.DeactivateAsync(1, ct));
    }

    [Fact]
    public async Task UpkeepOfNativeTables_DoesNothing()
    {
        _database.Get<IForumPresence>().Seen(1);
        _database.Get<IForumPresence>().Viewed(1);
        using QueryScope scope = QueryScope.Begin("upkeep");

        await _database.Get<IForumPresence>().FlushAsync();
        await _database.Get<IForumMaintenance>().RebuildAsync();
        (await _database.Get<IForumMaintenance>().RollUpAsync()).ShouldBe(0);
        (await _database.Get<IForumMaintenance>().VerifyAsync()).ShouldBeEmpty();

        scope.StatementCount.ShouldBe(0);
    }

    private Task<bool> SetAsync(long post, bool isApproved) =>
        _database
            .Get<IForumUnitOfWork>()
            .ExecuteAsync(
                (session, ct) =>
                    isApproved
                        ? session.Approval.ApproveAsync(post, ct)
                        : session.Approval.RejectAsync(post, SampleForum.Start, ct)
            );

    private Task RefusedAsync<T>(Func<IForumSession, CancellationToken, Task<T>> write) =>
        Should.ThrowAsync<NotSupportedException>(() => _database.Get<IForumUnitOfWork>().ExecuteAsync(write));

    private async Task CountersAreRightAsync() =>
        (await MachinaCounters.StoredAsync(_database)).ShouldBe(await MachinaCounters.CountAsync(_database));

    private sealed class RaisedEvents : IForumEventHandler
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<ForumEvent> _events = new();

        public IReadOnlyCollection<ForumEvent> Events => _events;

        public bool Fails { get; set; }

        public Task HandleAsync(IReadOnlyList<ForumEvent> events)
        {
            foreach (ForumEvent raised in events)
            {
                _events.Enqueue(raised);
            }

            return Fails ? Task.FromException(new TimeoutException()) : Task.CompletedTask;
        }
    }
}
