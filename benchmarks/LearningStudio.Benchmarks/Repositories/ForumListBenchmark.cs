using BenchmarkDotNet.Attributes;
using LearningStudio.Benchmarks.Data;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.Benchmarks.Repositories;

/// <summary>The list of forums: time and allocations of one statement, and of four a forum as before.</summary>
public class ForumListBenchmark
{
    private BenchmarkForum _forum = null!;
    private ForumsOneByOneInSql _before = null!;

    [Params(50, 500)]
    public int Forums { get; set; }

    [GlobalSetup]
    public async Task SetUp()
    {
        _forum = await BenchmarkForum.CreateAsync(Forums);
        _before = new ForumsOneByOneInSql(_forum);
    }

    [GlobalCleanup]
    public async Task CleanUp() => await _forum.DisposeAsync();

    [Benchmark(Baseline = true)]
    public Task<IReadOnlyList<ForumSummary>> FourStatementsAForum() => _before.ListAsync(ForumLists.Window);

    [Benchmark]
    public Task<IReadOnlyList<ForumSummary>> OneStatement() => _forum.Forums.GetSummariesAsync(ForumLists.Window);
}
