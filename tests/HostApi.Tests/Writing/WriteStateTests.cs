using LearningStudio.HostApi.Writing;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.HostApi.Tests.Writing;

/// <summary>
/// What writes find where a forum was closed, or a topic locked, moved or hidden: asked for over HTTP, and of the writer
/// itself, as it finds them where that happened after the endpoint had looked.
/// </summary>
public sealed class WriteStateTests : IAsyncLifetime
{
    private readonly ForumHost _host = new() { Settings = { ["Demo:Enabled"] = "true" } };
    private ForumClient _author = null!;
    private ForumClient _other = null!;
    private ForumClient _moderator = null!;
    private Account _account = null!;
    private TopicDetail _topic = null!;

    public async Task InitializeAsync()
    {
        _author = new ForumClient(_host, "Demo demo1");
        _other = new ForumClient(_host, "Demo demo2");
        _moderator = new ForumClient(_host, "Demo demo9");
        await _author.PostAsync("topics", Topic("Mine"));
        _account = (await _host.Get<IUserRepository>().FindAccountAsync("demo1"))!;
        _topic = (await _host.Get<ITopicRepository>().FindAsync(1001))!;
    }

    public async Task DisposeAsync()
    {
        _author.Dispose();
        _other.Dispose();
        _moderator.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData(0, 201, 201)]
    [InlineData(1, 201, 201)]
    [InlineData(2, 404, 201)]
    [InlineData(4, 404, 201)]
    public async Task NewTopic_NeedsTheForumsTrustLevel(int level, int user, int moderator)
    {
        await CloseAsync(level);

        (await _author.SendAsync(HttpMethod.Post, "topics", Topic("A"))).Status.ShouldBe(user);
        (await _moderator.SendAsync(HttpMethod.Post, "topics", Topic("B"))).Status.ShouldBe(moderator);
    }

    [Theory]
    [InlineData("topics", """{"forumId":2,"title":"t","body":"b"}""")]
    [InlineData("topics/1001/posts", """{"body":"b"}""")]
    [InlineData("topics/1001/edits", """{"title":"t"}""")]
    [InlineData("posts/10001/edits", """{"body":"b"}""")]
    [InlineData("posts/10001/reports", """{"reason":"rude"}""")]
    public async Task ClosedForum_IsUnknownToWrites(string address, string body)
    {
        await CloseAsync(4);

        (await _author.SendAsync(HttpMethod.Post, address, body)).Status.ShouldBe(404);
        (await _author.SendAsync(HttpMethod.Delete, "topics/1001")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task LockedTopic_IsNotChanged()
    {
        await LockAsync();

        (await _author.SendAsync(HttpMethod.Post, "topics/1001/posts", new { body = "b" })).Status.ShouldBe(409);
        (await _author.SendAsync(HttpMethod.Post, "topics/1001/edits", new { title = "t" })).Status.ShouldBe(409);
        (await _author.SendAsync(HttpMethod.Post, "posts/10001/edits", new { body = "b" })).Status.ShouldBe(409);
        (await _other.SendAsync(HttpMethod.Post, "posts/10001/edits", new { body = "b" })).Status.ShouldBe(403);
    }

    [Fact]
    public async Task LockedTopic_IsItsModeratorsToEdit()
    {
        await _moderator.PostAsync("topics", Topic("Theirs"));
        await _host.ScalarAsync<int>("UPDATE topics SET is_locked = 1 WHERE id = 1002 RETURNING 1");

        (await _moderator.SendAsync(HttpMethod.Post, "topics/1002/edits", new { title = "t" })).Status.ShouldBe(200);
        (await _moderator.SendAsync(HttpMethod.Post, "posts/10002/edits", new { body = "b" })).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Closed_AfterTheLook()
    {
        await CloseAsync(4);

        (await AskAsync(w => w.OpenTopicAsync(_account, Reader, Body("t"), default))).ShouldBe(WriteRefusal.Missing);
        (await AskAsync(AddAsync)).ShouldBe(WriteRefusal.Missing);
        (await AskAsync(EditAsync)).ShouldBe(WriteRefusal.Missing);
        (await AskAsync(RenameAsync)).ShouldBe(WriteRefusal.Missing);
        (await DeleteAsync()).ShouldBe(WriteRefusal.Missing);
    }

    [Fact]
    public async Task Locked_AfterTheLook()
    {
        await LockAsync();

        (await AskAsync(AddAsync)).ShouldBe(WriteRefusal.Locked);
        (await AskAsync(EditAsync)).ShouldBe(WriteRefusal.Locked);
        (await AskAsync(RenameAsync)).ShouldBe(WriteRefusal.Locked);
    }

    [Fact]
    public async Task Moved_AfterTheLook()
    {
        await _host.Get<IForumUnitOfWork>().ExecuteAsync((session, ct) => session.Topics.MoveAsync(1001, 3, ct));

        (await AskAsync(AddAsync)).ShouldBe(WriteRefusal.Moved);
        (await AskAsync(EditAsync)).ShouldBe(WriteRefusal.Moved);
        (await AskAsync(RenameAsync)).ShouldBe(WriteRefusal.Moved);
    }

    [Fact]
    public async Task Deleted_AfterTheLook()
    {
        await _author.SendAsync(HttpMethod.Delete, "topics/1001");

        (await AskAsync(AddAsync)).ShouldBe(WriteRefusal.Missing);
        (await AskAsync(EditAsync)).ShouldBe(WriteRefusal.Missing);
        (await AskAsync(RenameAsync)).ShouldBe(WriteRefusal.Missing);
        (await DeleteAsync()).ShouldBe(WriteRefusal.Missing);
    }

    [Fact]
    public async Task Held_AfterTheLookOfAnother()
    {
        await _host.ScalarAsync<int>("UPDATE topics SET is_approved = 0 WHERE id = 1001 RETURNING 1");
        Account other = (await _host.Get<IUserRepository>().FindAccountAsync("demo2"))!;
        var reader = new Viewer(other.Id, SeesHeld: false);

        (await AskAsync(w => w.AddPostAsync(other, reader, _topic, new PostBody { Body = "b" }, default))).ShouldBe(
            WriteRefusal.Missing
        );
        (await AskAsync(AddAsync)).ShouldBe(WriteRefusal.None, "its author sees it");
    }

    private Viewer Reader => new(_account.Id, SeesHeld: false);

    private PostState Opening =>
        new()
        {
            Id = 10_001,
            TopicId = 1001,
            ForumId = 2,
            AuthorId = _account.Id,
            AuthorTrustLevel = 1,
            IsApproved = true,
            IsDeleted = false,
        };

    private Task<WriteOutcome> AddAsync(ForumWriter writer) =>
        writer.AddPostAsync(_account, Reader, _topic, new PostBody { Body = "b" }, default);

    private Task<WriteOutcome> EditAsync(ForumWriter writer) =>
        writer.EditPostAsync(_account, Reader, Opening, new PostBody { Body = "b" }, default);

    private Task<WriteOutcome> RenameAsync(ForumWriter writer) =>
        writer.RenameTopicAsync(_account, Reader, Opening, "Text", "t", default);

    private async Task<WriteRefusal> DeleteAsync()
    {
        await using AsyncServiceScope scope = _host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<ForumWriter>()
            .DeletePostAsync(Reader, 10_001, (_, _, _, _) => Task.FromResult(WriteRefusal.None), default);
    }

    private async Task<WriteRefusal> AskAsync(Func<ForumWriter, Task<WriteOutcome>> write)
    {
        await using AsyncServiceScope scope = _host.Services.CreateAsyncScope();
        WriteOutcome outcome = await write(scope.ServiceProvider.GetRequiredService<ForumWriter>());
        (outcome.Result is null).ShouldBe(outcome.Refusal != WriteRefusal.None);
        return outcome.Refusal;
    }

    private Task CloseAsync(int level) =>
        _host.ScalarAsync<int>($"UPDATE forums SET minimum_trust_level = {level} WHERE id = 2 RETURNING 1");

    private Task LockAsync() =>
        _host
            .Get<IForumUnitOfWork>()
            .ExecuteAsync((session, ct) => session.Topics.LockAsync(1001, cancellationToken: ct));

    private static NewTopicBody Body(string title) =>
        new()
        {
            ForumId = 2,
            Title = title,
            Body = "Text",
        };

    private static object Topic(string title) =>
        new
        {
            forumId = 2,
            title,
            body = "Text",
        };
}
