using LearningStudio.Benchmarks.Data;
using LearningStudio.Benchmarks.Repositories;
using LearningStudio.Benchmarks.Repositories.Peers;
using LearningStudio.Benchmarks.Turns;
using LearningStudio.QueryBudgets;

namespace LearningStudio.Benchmarks.Tests;

/// <summary>What the tables of the repositories compare answers the same, in the statements it is said to take.</summary>
public sealed class RepositoryBenchmarkTests : IAsyncLifetime
{
    private static readonly ForumSize Size = new(Forums: 60, TopicsPerForum: 2, PostsPerTopic: 25);
    private BenchmarkForum _forum = null!;
    private IPeer _dapper = null!;

    public async Task InitializeAsync()
    {
        // Entity Framework is listened to from the first scope on: a context used before would not be counted for a second.
        QueryScope.Begin().Dispose();
        _forum = await BenchmarkForum.CreateAsync(Size);
        _dapper = DapperPeers.Of(_forum, () => new CountedConnection(_forum.CreateConnection()));
    }

    public Task DisposeAsync() => _forum.DisposeAsync().AsTask();

    [Fact]
    public Task UserById_IsTheSameInOneStatement() => CompareAsync(SingleRows.ById(_forum, _dapper));

    [Fact]
    public Task AccountByName_IsTheSameInOneStatement() => CompareAsync(SingleRows.ByName(_forum, _dapper));

    [Fact]
    public Task TopicPage_IsTheSameInOneStatement() => CompareAsync(TopicPages.Ways(_forum, _dapper));

    [Fact]
    public async Task ForumList_IsTheSameInOneStatementAndInFourAForum()
    {
        int oneByOne = 1 + BenchmarkForum.Categories + (4 * (BenchmarkForum.Categories + Size.Forums));

        await CompareAsync(ForumLists.Ways(_forum), 1, oneByOne, oneByOne);
    }

    [Fact]
    public async Task PageWithScope_IsElevenDifferentStatements()
    {
        using QueryScope scope = QueryScope.Begin();

        await ScopeCost.ReadPageAsync(_forum, 7);

        scope.StatementCount.ShouldBe(ScopeCost.Reads);
        scope.Report().Queries.Count.ShouldBe(ScopeCost.Reads);
    }

    private static async Task CompareAsync<T>(Way<T>[] ways, params int[] statements)
    {
        await SameAnswer.CheckAsync(ways);
        for (int i = 0; i < ways.Length; i++)
        {
            using QueryScope scope = QueryScope.Begin();
            await ways[i].ReadAsync(i);
            scope.StatementCount.ShouldBe(statements.Length == 0 ? 1 : statements[i], ways[i].Name);
        }
    }
}
