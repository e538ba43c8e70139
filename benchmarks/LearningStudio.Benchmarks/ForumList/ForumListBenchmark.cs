using BenchmarkDotNet.Attributes;
using LearningStudio.Benchmarks.Data;

namespace LearningStudio.Benchmarks.ForumList;

/// <summary>The forum list, before and after. <c>Before</c> is the baseline, with its own cache warm.</summary>
public class ForumListBenchmark
{
    private BenchmarkForum _forum = null!;
    private ForumListBefore _before = null!;
    private ForumListAfter _after = null!;

    [Params(50, 500)]
    public int Forums { get; set; }

    [GlobalSetup]
    public async Task SetUp()
    {
        _forum = await BenchmarkForum.CreateAsync(Forums);
        _before = new ForumListBefore(_forum);
        _after = new ForumListAfter(_forum);
    }

    [GlobalCleanup]
    public async Task CleanUp() => await _forum.DisposeAsync();

    [Benchmark(Baseline = true)]
    public Task<ForumListAnswer> Before() => _before.ReadAsync(keepsStatics: true);

    [Benchmark]
    public Task<ForumListAnswer> ThreeStatements() => _after.ReadAsync();

    [Benchmark]
    public ValueTask<ForumListAnswer> Cached() => _after.ReadCachedAsync();
}
