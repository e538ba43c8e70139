using System.Text.Json;
using LearningStudio.Benchmarks.Data;
using LearningStudio.Benchmarks.ForumList;
using LearningStudio.Repositories;

namespace LearningStudio.Benchmarks.Tests;

/// <summary>What is compared answers the same, and costs the statements it is said to cost.</summary>
public sealed class ForumListTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(40)]
    public async Task BeforeAndAfter_AnswerTheSame(int forums)
    {
        await using BenchmarkForum forum = await BenchmarkForum.CreateAsync(forums);
        var after = new ForumListAfter(forum);

        string before = JsonSerializer.Serialize(await new ForumListBefore(forum).ReadAsync(keepsStatics: false));

        JsonSerializer.Serialize(await after.ReadAsync()).ShouldBe(before);
        JsonSerializer.Serialize(await after.ReadCachedAsync()).ShouldBe(before);
        JsonSerializer.Serialize(await after.ReadCachedAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(40)]
    public async Task Statements_AreThoseOfTheOldCodeAndThree(int forums)
    {
        await using BenchmarkForum forum = await BenchmarkForum.CreateAsync(forums);
        var before = new ForumListBefore(forum);
        var after = new ForumListAfter(forum);
        int old = 1 + BenchmarkForum.Categories + (4 * forums) + 3;

        (await CountAsync(() => before.ReadAsync(keepsStatics: true))).ShouldBe(old + 2);
        (await CountAsync(() => before.ReadAsync(keepsStatics: true))).ShouldBe(old);
        (await CountAsync(() => after.ReadAsync())).ShouldBe(3);
        (await CountAsync(() => after.ReadCachedAsync().AsTask())).ShouldBe(3);
        (await CountAsync(() => after.ReadCachedAsync().AsTask())).ShouldBe(0);
    }

    private static async Task<int> CountAsync(Func<Task> read)
    {
        using QueryScope scope = QueryScope.Begin();
        await read();
        return scope.StatementCount;
    }
}
