using LearningStudio.Tests.Servers;

namespace LearningStudio.Caching.Tests.Expiry;

public sealed class RefreshAheadTests : IDisposable
{
    private static readonly AsyncLocal<string?> Ambient = new();

    private readonly CacheFixture _fixture = new(options =>
        options.Policies["hot"] = new CachePolicy
        {
            Pattern = "hot:*",
            Expiration = TimeSpan.FromSeconds(60),
            RefreshAhead = TimeSpan.FromSeconds(10),
        }
    );

    private int _runs;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task ReadBeforeItIsDue_ComputesNothing()
    {
        await ReadAsync("old");
        _fixture.Clock.Advance(TimeSpan.FromSeconds(49));

        (await ReadAsync("new")).ShouldBe("old");
        (await ReadAsync("new")).ShouldBe("old");
        _runs.ShouldBe(1);
    }

    [Fact]
    public async Task ReadWhenItIsDue_AnswersAtOnceAndOneOfManyComputes()
    {
        await ReadAsync("old");
        _fixture.Clock.Advance(TimeSpan.FromSeconds(50));
        var release = new TaskCompletionSource();

        string[] during = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => ReadAsync("new", release.Task)));
        release.SetResult();

        during.ShouldAllBe(value => value == "old");
        await UntilReadAsync("new");
        _runs.ShouldBe(2);
        _fixture.Clock.Advance(TimeSpan.FromSeconds(49));
        (await ReadAsync("newer")).ShouldBe("new", "it has a whole life");
    }

    // The entry has expired before the refresh ended: who needs it now waits for that one.
    [Fact]
    public async Task RefreshThatOutlivesItsEntry_IsJoined()
    {
        await ReadAsync("old");
        _fixture.Clock.Advance(TimeSpan.FromSeconds(50));
        var release = new TaskCompletionSource();
        await ReadAsync("refreshed", release.Task);
        await ServerProcess.UntilAsync(() => Task.FromResult(_runs == 2), "the factory");
        _fixture.Clock.Advance(TimeSpan.FromSeconds(15));
        Task<string> reader = ReadAsync("computed");

        release.SetResult();

        (await reader).ShouldBe("refreshed");
        _runs.ShouldBe(2);
    }

    [Fact]
    public async Task RemovedMeanwhile_TheNewValueIsNotStored()
    {
        await ReadAsync("old");
        _fixture.Clock.Advance(TimeSpan.FromSeconds(50));
        var release = new TaskCompletionSource();
        await ReadAsync("refreshed", release.Task);
        await ServerProcess.UntilAsync(() => Task.FromResult(_runs == 2), "the factory");

        await _fixture.Cache.RemoveAsync("hot:a");
        release.SetResult();

        (await ReadAsync("new")).ShouldBe("new");
    }

    [Fact]
    public async Task FactoryFails_TheOldValueServesUntilItsEnd()
    {
        await ReadAsync("old");
        _fixture.Clock.Advance(TimeSpan.FromSeconds(50));

        await ReadAsync("new", Task.FromException(new InvalidTimeZoneException()));

        await ServerProcess.UntilAsync(() => Task.FromResult(_fixture.Logs.Count == 1), "the failure to be logged");
        _fixture.Logs.LatestRecord.Id.Id.ShouldBe(9);
        (await ReadAsync("new")).ShouldBe("old", "nobody tries again within a second");
        _runs.ShouldBe(2);
        _fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        await ReadAsync("new");
        await UntilReadAsync("new");
    }

    // A request's context ends with the request.
    [Fact]
    public async Task Factory_RunsOutsideTheReadersContext()
    {
        await ReadAsync("old");
        _fixture.Clock.Advance(TimeSpan.FromSeconds(50));
        var seen = new TaskCompletionSource<string?>();
        Ambient.Value = "request";

        await _fixture.Cache.GetOrCreateAsync(
            "hot:a",
            _ =>
            {
                seen.SetResult(Ambient.Value);
                return ValueTask.FromResult("new");
            }
        );

        (await seen.Task).ShouldBeNull();
    }

    private Task<string> ReadAsync(string value, Task? before = null) =>
        _fixture
            .Cache.GetOrCreateAsync(
                "hot:a",
                async _ =>
                {
                    Interlocked.Increment(ref _runs);
                    await (before ?? Task.CompletedTask);
                    return value;
                }
            )
            .AsTask();

    private Task UntilReadAsync(string value) =>
        ServerProcess.UntilAsync(
            async () => (await _fixture.Cache.TryGetAsync<string>("hot:a")).Value == value,
            "the new value"
        );
}
