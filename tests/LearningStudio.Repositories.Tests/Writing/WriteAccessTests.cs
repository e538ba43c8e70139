using LearningStudio.Repositories.Reading;

namespace LearningStudio.Repositories.Tests.Writing;

public sealed class WriteAccessTestsOnSqlite : WriteAccessTests<Sqlite>;

public sealed class WriteAccessTestsOnPostgreSql : WriteAccessTests<PostgreSql>;

/// <summary>What a viewer may write to. Topic 1 is visible, 3 is deleted, 4 waits; all are opened by user 1 in forum 2.</summary>
public abstract class WriteAccessTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private readonly TestForum<TEngine> _database = new();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await WriteOutcomes.PrepareAsync(_database);
        await _database.ExecuteAsync("UPDATE users SET trust_level = 2 WHERE id = 2");
        await _database.ExecuteAsync("UPDATE users SET trust_level = 1 WHERE id = 1");
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData(0, null, false, true)]
    [InlineData(1, null, false, false)]
    [InlineData(1, 1L, false, true)]
    [InlineData(2, 1L, false, false)]
    [InlineData(2, 2L, false, true)]
    [InlineData(4, 2L, true, true)]
    [InlineData(1, 99L, false, false)]
    public async Task Forum_IsOpenToThoseOfItsLevel(int level, long? reader, bool seesHeld, bool expected)
    {
        await _database.ExecuteAsync($"UPDATE forums SET minimum_trust_level = {level} WHERE id = 2");
        var viewer = new Viewer(reader, seesHeld);

        (await RunAsync((s, ct) => s.LockForumAsync(2, viewer, ct))).ShouldBe(expected);
        (await RunAsync((s, ct) => s.LockForumAsync(99, viewer, ct))).ShouldBe(false);
        (await RunAsync(async (s, ct) => await s.LockTopicAsync(1, viewer, ct) is not null)).ShouldBe(expected);
    }

    [Theory]
    [InlineData(1, 2L, false, true)]
    [InlineData(3, 1L, false, false)]
    [InlineData(3, 1L, true, false)]
    [InlineData(4, null, false, false)]
    [InlineData(4, 2L, false, false)]
    [InlineData(4, 1L, false, true)]
    [InlineData(4, 2L, true, true)]
    [InlineData(99, 1L, true, false)]
    public async Task Topic_IsLockedForThoseWhoSeeIt(long topic, long? reader, bool seesHeld, bool expected)
    {
        var viewer = new Viewer(reader, seesHeld);

        var state = (TopicState?)
            await RunAsync<object?>(async (s, ct) => await s.LockTopicAsync(topic, viewer, ct) ?? null);

        (state is not null).ShouldBe(expected);
        if (expected)
        {
            (state!.Id, state.ForumId, state.AuthorId, state.IsVisible).ShouldBe((topic, 2, 1, topic == 1));
        }
    }

    private Task<T> RunAsync<T>(Func<IForumSession, CancellationToken, Task<T>> write) =>
        _database.Get<IForumUnitOfWork>().ExecuteAsync(write);
}
