using LearningStudio.Repositories.Counters;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Repositories.Tests.Writing;

public sealed class WriteOutcomeTestsOnSqlite : WriteOutcomeTests<Sqlite>;

public sealed class WriteOutcomeTestsOnPostgreSql : WriteOutcomeTests<PostgreSql>;

/// <summary>What each write returns, tells and leaves, on each kind of post and topic.</summary>
public abstract class WriteOutcomeTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private readonly RaisedEvents _raised = new();
    private readonly TestForum<TEngine> _database;

    protected WriteOutcomeTests() =>
        _database = new TestForum<TEngine>(services => services.AddSingleton<IForumEventHandler>(_raised));

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await WriteOutcomes.PrepareAsync(_database);
        _raised.Events.Clear();
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    // An event is its kind, forum, forum above, topic, post and author.
    [Theory]
    [InlineData("add to 1", "PostCreated 2 1 1 5004 2")]
    [InlineData("add held to 1", "PostHeld 2 1 1 5004 2")]
    [InlineData("add to deleted 3", "PostHeld 2 1 3 5004 2")]
    [InlineData("add to held 4", "PostHeld 2 1 4 5004 2")]
    [InlineData("comment on 1001", "PostCreated 2 1 1 5004 2")]
    [InlineData("edit 1001", "PostEdited 2 1 1 1001 3")]
    [InlineData("edit and hold 1001", "PostHidden 2 1 1 1001 3")]
    [InlineData("edit held 2001", "PostHeld 2 1 2 2001 2")]
    [InlineData("edit deleted 2002", "")]
    [InlineData("edit first 1000", "PostEdited 2 1 1 1000 1")]
    [InlineData(
        "edit and hold first 1000",
        "PostHidden 2 1 1 1000 1, PostHidden 2 1 1 1000 2, PostHidden 2 1 1 1000 3"
    )]
    [InlineData("edit nothing", "")]
    [InlineData("approve 1001", "PostApproved 2 1 1 1001 3")]
    [InlineData("approve held 2001", "PostApproved 2 1 2 2001 2")]
    [InlineData("approve deleted 2002", "")]
    [InlineData("approve first 4000", "PostApproved 2 1 4 4000 1, PostApproved 2 1 4 4000 2")]
    [InlineData("reject 1001", "")]
    [InlineData("reject held 2001", "PostHidden 2 1 2 2001 2")]
    [InlineData("reject deleted 2002", "")]
    [InlineData("reject deleted and held 5000", "")]
    [InlineData("reject first 4000", "PostHidden 2 1 4 4000 1, PostHidden 2 1 4 4000 2")]
    [InlineData("delete 1001", "PostHidden 2 1 1 1001 3")]
    [InlineData("delete comment 1003", "PostHidden 2 1 1 1003 -")]
    [InlineData("delete held 2001", "PostHidden 2 1 2 2001 2")]
    [InlineData("delete deleted 2002", "")]
    [InlineData("delete 4001 of a held topic", "PostHidden 2 1 4 4001 2")]
    [InlineData("delete first 1000", "PostHidden 2 1 1 1000 1, PostHidden 2 1 1 1000 2, PostHidden 2 1 1 1000 3")]
    [InlineData("restore 1001", "")]
    [InlineData("restore deleted 2002", "PostApproved 2 1 2 2002 2")]
    [InlineData("restore first 3000", "PostApproved 2 1 3 3000 1, PostApproved 2 1 3 3000 2")]
    [InlineData("restore held first 5000", "PostHeld 2 1 5 5000 1")]
    [InlineData("review approves held 2001", "PostApproved 2 1 2 2001 2")]
    [InlineData("review approves deleted 2002", "")]
    [InlineData("review rejects 1001", "PostHidden 2 1 1 1001 3")]
    [InlineData("review rejects deleted 2002", "")]
    [InlineData(
        "review rejects first 1000",
        "PostHidden 2 1 1 1000 1, PostHidden 2 1 1 1000 2, PostHidden 2 1 1 1000 3"
    )]
    [InlineData("review rejects 1001 and is undone", "PostHidden 2 1 1 1001 3, PostApproved 2 1 1 1001 3")]
    [InlineData(
        "review rejects first 1000 and is undone",
        "PostHidden 2 1 1 1000 1, PostHidden 2 1 1 1000 2, PostHidden 2 1 1 1000 3, "
            + "PostApproved 2 1 1 1000 1, PostApproved 2 1 1 1000 2, PostApproved 2 1 1 1000 3"
    )]
    [InlineData("review that rejected nothing is undone", "")]
    [InlineData("rename 1", "TopicChanged 2 1 1 1000 -")]
    [InlineData("rename deleted 3", "")]
    [InlineData("rename held 4", "TopicChanged 2 1 4 4000 -")]
    [InlineData("rename nothing", "")]
    [InlineData("lock 1", "TopicChanged 2 1 1 1000 -")]
    [InlineData("pin deleted 3", "")]
    [InlineData("move 1", "TopicMoved 2 1 1 1000 -, TopicMoved 3 1 1 1000 -")]
    [InlineData("move 1 to the top", "TopicMoved 2 1 1 1000 -, TopicMoved 1 - 1 1000 -")]
    [InlineData("move 1 to where it is", "")]
    [InlineData("move 1 to nowhere", "")]
    [InlineData("move deleted 3", "")]
    [InlineData("move held 4", "TopicMoved 2 1 4 4000 -, TopicMoved 3 1 4 4000 -")]
    [InlineData("approve topic 4", "PostApproved 2 1 4 4000 1, PostApproved 2 1 4 4000 2")]
    [InlineData("delete topic 1", "PostHidden 2 1 1 1000 1, PostHidden 2 1 1 1000 2, PostHidden 2 1 1 1000 3")]
    [InlineData("delete no topic", "")]
    [InlineData("restore topic 3", "PostApproved 2 1 3 3000 1, PostApproved 2 1 3 3000 2")]
    [InlineData("restore topic 1", "")]
    [InlineData("open", "TopicCreated 2 1 6 5004 3")]
    [InlineData("open held", "PostHeld 2 1 6 5004 3")]
    [InlineData("open at the top", "TopicCreated 1 - 6 5004 3")]
    [InlineData("open nowhere", "")]
    [InlineData("activate 1", "")]
    [InlineData("deactivate 1", "UserChanged - - - - 1")]
    [InlineData("deactivate nobody", "")]
    [InlineData("promote 1", "UserChanged - - - - 1")]
    [InlineData("promote nobody", "")]
    [InlineData("bind 1", "UserChanged - - - - 1")]
    [InlineData("bind 1 to 2", "")]
    public async Task Write_ReturnsTellsAndCounts(string write, string raised)
    {
        bool done = (bool)await WriteOutcomes.RunAsync(_database, WriteOutcomes.All[write]);

        string.Join(", ", _raised.Events.Select(Text)).ShouldBe(raised);
        done.ShouldBe(raised.Length > 0 || write is "move 1 to where it is");
        (await _database.Get<IForumMaintenance>().VerifyAsync()).ShouldBeEmpty();
        (await CountedForum.StoredAsync(_database)).ShouldBe(
            await CountedForum.CountAsync(_database),
            ignoreOrder: true
        );
    }

    private static string Text(ForumEvent e) =>
        $"{e.Kind} {OrNone(e.ForumId)} {OrNone(e.ParentForumId)} {OrNone(e.TopicId)} {OrNone(e.PostId)} {OrNone(e.AuthorId)}";

    private static string OrNone(long? id) => id is { } known ? $"{known}" : "-";

    private sealed class RaisedEvents : IForumEventHandler
    {
        public List<ForumEvent> Events { get; } = [];

        public Task HandleAsync(IReadOnlyList<ForumEvent> events)
        {
            Events.AddRange(events);
            return Task.CompletedTask;
        }
    }
}
