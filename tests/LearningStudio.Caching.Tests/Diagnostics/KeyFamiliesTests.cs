using LearningStudio.Caching.Diagnostics;
using LearningStudio.Tests.Servers;

namespace LearningStudio.Caching.Tests.Diagnostics;

public sealed class KeyFamiliesTests
{
    private readonly KeyFamilies _families = new();

    [Theory]
    [InlineData("topic:detail:123", "topic:detail")]
    [InlineData("topic:detail:123:posts:page:1", "topic:detail")]
    [InlineData("forum:list:all", "forum:list")]
    [InlineData("user:42", "user")]
    [InlineData("user:42:stats", "user")]
    [InlineData("user:alice", "user")]
    [InlineData("alone", "other")]
    [InlineData("user42:stats:1", "other")]
    [InlineData(":", "other")]
    [InlineData("a::b", "a")]
    public void Key_IsOfTheFamilyThatNamesNoId(string key, string family) => _families.Get(key).ShouldBe(family);

    [Fact]
    public void LongPrefix_IsOther() => _families.Get($"{new string('a', 65)}:b").ShouldBe(KeyFamilies.Other);

    [Fact]
    public void ManyFamilies_AreBounded()
    {
        string[] names = [.. Enumerable.Range(0, 500).Select(i => _families.Get($"{Letters(i)}:x"))];

        names.Distinct().Count().ShouldBe(201);
        names[^1].ShouldBe(KeyFamilies.Other);
        _families.Get($"{Letters(0)}:x").ShouldBe(Letters(0), "the first ones keep their names");
    }

    // The runtime's first, quick compilation of a method may allocate; it is replaced while we ask.
    [Fact]
    public Task KnownFamily_AllocatesNothing()
    {
        _families.Get("topic:detail:1");

        return ServerProcess.UntilAsync(
            () =>
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 1000; i++)
                {
                    _families.Get("topic:detail:2");
                }

                return Task.FromResult(GC.GetAllocatedBytesForCurrentThread() == before);
            },
            "a look-up that allocates nothing"
        );
    }

    private static string Letters(int number) => $"{(char)('a' + (number / 26))}{(char)('a' + (number % 26))}";
}
