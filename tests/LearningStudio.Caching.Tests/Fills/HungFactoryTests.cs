using LearningStudio.Tests.Servers;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Tests.Fills;

/// <summary>Factories that never return, that block, or that return too late.</summary>
public sealed class HungFactoryTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Soft = TimeSpan.FromMilliseconds(200);
    private readonly CacheFixture _fixture = new(options =>
    {
        options.FactoryTimeout = Limit;
        options.Policies["safe"] = new CachePolicy
        {
            Pattern = "safe:*",
            Expiration = TimeSpan.FromMinutes(1),
            FailSafe = TimeSpan.FromHours(1),
        };
        options.Policies["soft"] = new CachePolicy
        {
            Pattern = "soft:*",
            Expiration = TimeSpan.FromMinutes(1),
            FailSafe = TimeSpan.FromHours(1),
            StaleAfter = Soft,
        };
        options.Policies["slow"] = new CachePolicy { Pattern = "slow:*", FactoryTimeout = TimeSpan.FromHours(1) };
    });

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Callers_AreAnsweredAtTheLimit_AndTheNextComputes()
    {
        CancellationToken given = default;
        Task<int>[] callers =
        [
            .. Enumerable.Range(0, 20).Select(_ => ReadAsync("hung", token => Never(given = token))),
        ];
        _fixture.Clock.Advance(Limit - TimeSpan.FromMilliseconds(1));
        callers.ShouldAllBe(caller => !caller.IsCompleted);

        _fixture.Clock.Advance(TimeSpan.FromMilliseconds(101));

        foreach (Task<int> caller in callers)
        {
            TimeoutException told = await Should.ThrowAsync<TimeoutException>(caller);
            told.Message.ShouldContain("FactoryTimeout");
            told.Message.ShouldNotContain("hung");
        }

        given.IsCancellationRequested.ShouldBeTrue();
        (await ReadAsync("hung", _ => Task.FromResult(2))).ShouldBe(2);
        (await ReadAsync("hung", _ => Task.FromResult(3))).ShouldBe(2);
    }

    [Fact]
    public async Task PolicysLimit_WinsOverTheOptions()
    {
        Task<int> caller = ReadAsync("slow:a", Never);

        _fixture.Clock.Advance(TimeSpan.FromMinutes(59));
        caller.IsCompleted.ShouldBeFalse();
        _fixture.Clock.Advance(TimeSpan.FromMinutes(2));

        await Should.ThrowAsync<TimeoutException>(caller);
    }

    [Fact]
    public async Task ExpiredValue_ServesWhereFailSafeAllowsIt()
    {
        await _fixture.Cache.SetAsync("safe:a", 1);
        _fixture.Clock.Advance(TimeSpan.FromMinutes(2));
        Task<int>[] callers = [.. Enumerable.Range(0, 5).Select(_ => ReadAsync("safe:a", Never))];

        _fixture.Clock.Advance(Limit);

        (await Task.WhenAll(callers)).ShouldAllBe(value => value == 1);
    }

    // Its own caller's thread is inside it; nobody else's is.
    [Fact]
    public async Task FactoryThatBlocks_KeepsNobodyElse()
    {
        using var release = new ManualResetEventSlim();
        using var started = new ManualResetEventSlim();
        Task<int> starter = Task.Run(() =>
            ReadAsync(
                "blocked",
                _ =>
                {
                    started.Set();
                    release.Wait(CancellationToken.None);
                    return Task.FromResult(1);
                }
            )
        );
        started.Wait();
        Task<int> joiner = ReadAsync("blocked", _ => Task.FromResult(2));

        _fixture.Clock.Advance(Limit + TimeSpan.FromMilliseconds(100));

        await Should.ThrowAsync<TimeoutException>(joiner);
        (await ReadAsync("blocked", _ => Task.FromResult(3))).ShouldBe(3);
        release.Set();
        (await starter).ShouldBe(1);
        (await ReadAsync("blocked", _ => Task.FromResult(4))).ShouldBe(3, "what came late is stored nowhere");
    }

    [Fact]
    public async Task SlowFactory_LeavesItsCallersTheExpiredValue_AndStoresItsOwn()
    {
        var release = new TaskCompletionSource<int>();
        await _fixture.Cache.SetAsync("soft:a", 1);
        _fixture.Clock.Advance(TimeSpan.FromMinutes(2));
        Task<int> starter = ReadAsync("soft:a", _ => release.Task);
        Task<int> joiner = ReadAsync("soft:a", Never);
        starter.IsCompleted.ShouldBeFalse();

        _fixture.Clock.Advance(Soft);

        (await Task.WhenAll(starter, joiner)).ShouldBe([1, 1]);
        Task<int> later = ReadAsync("soft:a", Never);
        (await later).ShouldBe(1, "the time is over for whoever comes later");
        release.SetResult(2);
        await UntilStoredAsync();
    }

    // A caller whose request ends afterwards takes the factory with it as little as one that waits.
    [Fact]
    public async Task CallerCancelledAfterItsExpiredValue_LeavesTheFactoryAlone()
    {
        var release = new TaskCompletionSource<int>();
        using var request = new CancellationTokenSource();
        await _fixture.Cache.SetAsync("soft:a", 1);
        _fixture.Clock.Advance(TimeSpan.FromMinutes(2));
        CancellationToken given = default;
        Task<int> starter = ReadAsync(
            "soft:a",
            token =>
            {
                given = token;
                return release.Task;
            },
            request.Token
        );
        _fixture.Clock.Advance(Soft);
        (await starter).ShouldBe(1);

        await request.CancelAsync();
        given.IsCancellationRequested.ShouldBeFalse();
        release.SetResult(2);

        await UntilStoredAsync();
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("tag")]
    [InlineData("pattern")]
    [InlineData("before")]
    public async Task InvalidatedValue_NeverServes(string how)
    {
        var release = new TaskCompletionSource<int>();
        await _fixture.Cache.SetAsync("soft:a", 1, tags: ["t"]);
        _fixture.Clock.Advance(TimeSpan.FromMinutes(2));
        if (how is "before")
        {
            await _fixture.Cache.RemoveAsync("soft:a");
        }

        Task<int> starter = ReadAsync("soft:a", _ => release.Task);
        await (
            how switch
            {
                "remove" => _fixture.Cache.RemoveAsync("soft:a"),
                "tag" => _fixture.Cache.RemoveByTagAsync("t"),
                _ => RemoveByPatternAsync(),
            }
        );

        _fixture.Clock.Advance(Soft + Soft);

        starter.IsCompleted.ShouldBeFalse();
        release.SetResult(2);
        (await starter).ShouldBe(2);
        async ValueTask RemoveByPatternAsync() => await _fixture.Cache.RemoveByPatternAsync("soft:*");
    }

    private Task UntilStoredAsync() =>
        ServerProcess.UntilAsync(
            async () => await ReadAsync("soft:a", _ => Task.FromResult(3)) == 2,
            "the factory's value to be stored"
        );

    private static async Task<int> Never(CancellationToken cancellationToken)
    {
        await new TaskCompletionSource<int>().Task;
        return 0;
    }

    private Task<int> ReadAsync(
        string key,
        Func<CancellationToken, Task<int>> factory,
        CancellationToken cancellationToken = default
    ) =>
        _fixture
            .Cache.GetOrCreateAsync(
                key,
                async token => await factory(token),
                new HybridCacheEntryOptions(),
                ["t"],
                cancellationToken
            )
            .AsTask();
}
