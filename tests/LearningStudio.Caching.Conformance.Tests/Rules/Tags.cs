using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Conformance.Tests.Rules;

internal static class Tags
{
    [Rule("a tag removes what bears it and nothing else")]
    public static async Task ATagRemovesWhatBearsItAndNothingElse(HybridCache cache)
    {
        await cache.SetAsync("a", 1, tags: ["x", "y"]);
        await cache.SetAsync("b", 1, tags: ["z"]);
        await cache.RemoveByTagAsync("y");
        (await ReadAsync(cache, "a")).ShouldBe(2);
        (await ReadAsync(cache, "b")).ShouldBe(1);
    }

    [Rule("several tags are removed in one call")]
    public static async Task SeveralTagsAreRemovedInOneCall(HybridCache cache)
    {
        await cache.SetAsync("a", 1, tags: ["x"]);
        await cache.SetAsync("b", 1, tags: ["y"]);
        await cache.RemoveByTagAsync(["x", "y"]);
        (await ReadAsync(cache, "a")).ShouldBe(2);
        (await ReadAsync(cache, "b")).ShouldBe(2);
    }

    [Rule("the tag * removes everything")]
    public static async Task TheTagRemovesEverything(HybridCache cache)
    {
        await cache.SetAsync("a", 1);
        await cache.SetAsync("b", 1, tags: ["x"]);
        await cache.RemoveByTagAsync("*");
        (await ReadAsync(cache, "a")).ShouldBe(2);
        (await ReadAsync(cache, "b")).ShouldBe(2);
    }

    [Rule("what is stored after its tag was removed lives")]
    public static async Task WhatIsStoredAfterItsTagWasRemovedLives(HybridCache cache)
    {
        await cache.RemoveByTagAsync("x");
        await cache.SetAsync("a", 1, tags: ["x"]);
        (await ReadAsync(cache, "a")).ShouldBe(1);
    }

    [Rule("a reader's other tags do not change an entry")]
    public static async Task AReadersOtherTagsDoNotChangeAnEntry(HybridCache cache)
    {
        await cache.SetAsync("a", 1, tags: ["x"]);
        await ReadAsync(cache, "a", "reader");
        await cache.RemoveByTagAsync("reader");
        (await ReadAsync(cache, "a", "reader")).ShouldBe(1);
        await cache.RemoveByTagAsync("x");
        (await ReadAsync(cache, "a", "reader")).ShouldBe(2);
    }

    [Rule("a joiner's other tags do not change an entry")]
    public static async Task AJoinersOtherTagsDoNotChangeAnEntry(HybridCache cache)
    {
        var release = new TaskCompletionSource<int>();
        ValueTask<int> starter = cache.GetOrCreateAsync("a", _ => new ValueTask<int>(release.Task), tags: ["x"]);
        ValueTask<int> joiner = cache.GetOrCreateAsync("a", _ => new ValueTask<int>(release.Task), tags: ["joiner"]);
        release.SetResult(1);
        await starter;
        await joiner;
        await cache.RemoveByTagAsync("joiner");
        (await ReadAsync(cache, "a")).ShouldBe(1);
        await cache.RemoveByTagAsync("x");
        (await ReadAsync(cache, "a")).ShouldBe(2);
    }

    [Rule("the tag * is refused on an entry")]
    public static async Task TheTagIsRefusedOnAnEntry(HybridCache cache) =>
        await Should.ThrowAsync<ArgumentException>(async () => await cache.SetAsync("a", 1, tags: ["*"]));

    private static ValueTask<int> ReadAsync(HybridCache cache, string key, params string[] tags) =>
        cache.GetOrCreateAsync(key, _ => ValueTask.FromResult(2), tags: tags);
}
