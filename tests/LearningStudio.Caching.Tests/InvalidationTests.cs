namespace LearningStudio.Caching.Tests;

/// <summary>A read that starts after an invalidation returned never sees a value whose factory began before it.</summary>
public sealed class InvalidationTests : IDisposable
{
    // A read that joined the wrong fill would wait for ever.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private readonly CacheFixture _fixture = new();

    public static TheoryData<string> Invalidations => ["remove", "keys", "pattern", "tag", "tags", "everything", "set"];

    private VersionedCache Cache => _fixture.Cache;

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [MemberData(nameof(Invalidations))]
    public async Task StoredEntry_IsGone(string how)
    {
        await Cache.SetAsync("forum:stats:5", "old", tags: ["forum-5", "forums"]);

        await Invalidate(how);

        (await Cache.GetOrCreateAsync("forum:stats:5", _ => ValueTask.FromResult("new"))).ShouldBe("new");
    }

    [Theory]
    [MemberData(nameof(Invalidations))]
    public async Task FillInFlight_IsNeitherJoinedNorStored(string how)
    {
        var release = new TaskCompletionSource();
        Task<string> before = Fill("old", release.Task);

        await Invalidate(how);
        string during = await Fill("new", Task.CompletedTask).WaitAsync(Deadline);
        release.SetResult();

        during.ShouldBe("new");
        (await before).ShouldBe("old", "its caller came before the invalidation");
        (await Fill("unused", Task.CompletedTask)).ShouldBe("new");
    }

    [Theory]
    [MemberData(nameof(Invalidations))]
    public async Task FillThatEndsAfterwards_LeavesNothing(string how)
    {
        var release = new TaskCompletionSource();
        Task<string> before = Fill("old", release.Task);

        await Invalidate(how);
        release.SetResult();
        await before;

        (await Fill("new", Task.CompletedTask)).ShouldBe("new");
    }

    [Theory]
    [MemberData(nameof(Invalidations))]
    public async Task JoinerFromBefore_ReadsAgainAsLaterReadersDo(string how)
    {
        var release = new TaskCompletionSource();
        Task<string> starter = Fill("old", release.Task);
        Task<string> joiner = Fill("joined", Task.CompletedTask);

        await Invalidate(how);
        release.SetResult();

        (await starter).ShouldBe("old");
        string later = await Fill("new", Task.CompletedTask);
        (await joiner).ShouldBeOneOf("joined", "new");
        later.ShouldBe(how is "set" ? "new" : await joiner);
    }

    [Fact]
    public async Task OtherKeys_StayUntouched()
    {
        await Cache.SetAsync("forum:stats", 1);
        await Cache.SetAsync("topic:5", 2, tags: ["topics"]);

        await Cache.RemoveByPatternAsync("forum:stats:*");
        await Cache.RemoveByTagAsync("forums");
        await Cache.RemoveAsync("topic:55");

        (await Cache.TryGetAsync<int>("forum:stats")).ShouldBe((true, 1));
        (await Cache.TryGetAsync<int>("topic:5")).ShouldBe((true, 2));
    }

    [Fact]
    public async Task BlankTag_RemovesNothing()
    {
        await Cache.SetAsync("a", 1);

        await Cache.RemoveByTagAsync(" ");

        (await Cache.TryGetAsync<int>("a")).Found.ShouldBeTrue();
    }

    [Fact]
    public async Task TagsOfAReader_DoNotJudgeTheEntry()
    {
        await Cache.GetOrCreateAsync("a", _ => ValueTask.FromResult(1), tags: ["fill"]);

        await Cache.RemoveByTagAsync("reader");

        (await Cache.GetOrCreateAsync("a", _ => ValueTask.FromResult(2), tags: ["reader"])).ShouldBe(1);
    }

    private Task<string> Fill(string value, Task until) =>
        Cache
            .GetOrCreateAsync(
                "forum:stats:5",
                async _ =>
                {
                    await until;
                    return value;
                },
                tags: ["forum-5", "forums"]
            )
            .AsTask();

    private Task Invalidate(string how) =>
        how switch
        {
            "remove" => Cache.RemoveAsync("forum:stats:5").AsTask(),
            "keys" => Cache.RemoveAsync(["forum:stats:4", "forum:stats:5"]).AsTask(),
            "pattern" => Cache.RemoveByPatternAsync("forum:*:[0-9]").AsTask(),
            "tag" => Cache.RemoveByTagAsync("forum-5").AsTask(),
            "tags" => Cache.RemoveByTagAsync(["none", "forums"]).AsTask(),
            "everything" => Cache.RemoveByPatternAsync("*").AsTask(),
            _ => Cache.SetAsync("forum:stats:5", "new").AsTask(),
        };
}
