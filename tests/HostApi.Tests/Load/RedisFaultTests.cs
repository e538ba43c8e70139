using System.Globalization;
using LearningStudio.HostApi.Tests.Writing;
using LearningStudio.Tests.Servers;
using Xunit.Abstractions;

namespace LearningStudio.HostApi.Tests.Load;

/// <summary>Redis is killed, started again, stopped and continued, while 32 connections read and write.</summary>
public sealed class RedisFaultTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Topics = 40;
    private static readonly TimeSpan Phase = TimeSpan.FromSeconds(3);
    private static readonly string[] Reads =
    [
        "forums",
        "forums/2",
        "forums/2/topics",
        "users/1/stats",
        "statistics",
        .. Enumerable.Range(1, Topics).Select(topic => $"topics/{topic}"),
    ];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fault-");
    private readonly RedisServer _redis = new();
    private HostProcess _host = null!;
    private HostProcess _uncached = null!;
    private LoadClient _load = null!;
    private int _written;

    public async Task InitializeAsync()
    {
        await _redis.BeginAsync();
        string database = $"Data Source={Path.Combine(_folder.FullName, "forum.db")}";
        _host = await HostProcess.StartAsync(
            new Dictionary<string, string> { ["Repositories:Sqlite"] = database, ["Redis"] = _redis.Configuration }
        );
        _uncached = await HostProcess.StartAsync(
            new Dictionary<string, string> { ["Repositories:Sqlite"] = database, ["Caching:Enabled"] = "false" }
        );
        _load = new LoadClient(_host.Address);
    }

    public async Task DisposeAsync()
    {
        _load.Dispose();
        await _host.DisposeAsync();
        await _uncached.DisposeAsync();
        await _redis.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task RedisKilledAndStopped_NoErrorAndNothingStaleAfterwards()
    {
        using var end = new CancellationTokenSource();
        Task load = _load.RunClosedAsync(Next, end.Token);
        TimeSpan warm = await WaitAsync();
        TimeSpan killed = await WaitAsync();
        _redis.Process.Kill();
        await WaitAsync();
        TimeSpan restarted = _load.Now;
        await _redis.BeginAsync();
        TimeSpan stopped = await WaitAsync();
        _redis.Process.Hang();
        await WaitAsync();
        TimeSpan continued = _load.Now;
        _redis.Process.GoOn();
        TimeSpan done = await WaitAsync();
        await end.CancelAsync();
        await load;

        LoadReport report = _load.Report;
        Print(report, warm, killed, "before");
        Print(report, killed, killed + TimeSpan.FromSeconds(1), "first second without Redis");
        Print(report, restarted, stopped, "Redis restarted");
        Print(report, stopped, stopped + TimeSpan.FromSeconds(1), "first second with Redis stopped");
        Print(report, continued, done, "Redis continued");
        double usual = report.Between(warm, killed).Samples.Count / (killed - warm).TotalSeconds;
        PrintRecovery(report, killed, usual, "killed");
        PrintRecovery(report, stopped, usual, "stopped");
        report.Samples.ShouldAllBe(sample => sample.Status > 0 && sample.Status < 500);
        report.Samples.Count(sample => sample.Request.IsWrite && sample.Status == 201).ShouldBeGreaterThan(10);
        await CompareAsync();
    }

    private LoadRequest Next(Random random) =>
        random.Next(50) == 0
            ? new LoadRequest(
                $"topics/{random.Next(1, Topics + 1)}/posts",
                $"Reply {Interlocked.Increment(ref _written)}: {random.NextInt64()} {random.NextInt64()}",
                $"demo{(random.Next(1, 90) * 5) + 3}"
            )
            : new LoadRequest(Reads[random.Next(Reads.Length)]);

    // The faults last by the clock: what is measured is what happens meanwhile.
    private async Task<TimeSpan> WaitAsync()
    {
        await Task.Delay(Phase, TimeProvider.System);
        return _load.Now;
    }

    private void Print(LoadReport report, TimeSpan from, TimeSpan to, string what) =>
        output.WriteLine($"{what}: {report.Between(from, to)}");

    private void PrintRecovery(LoadReport report, TimeSpan since, double usual, string fault)
    {
        IReadOnlyList<int> seconds = report.PerSecond(since);
        int full = seconds.TakeWhile(count => count < 0.8 * usual).Count();
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{fault}: {usual:0}/s before, per second since: {string.Join(' ', seconds)}; at 80 % of it after {full} s"
            )
        );
    }

    private async Task CompareAsync()
    {
        using var uncached = new HttpClient { BaseAddress = _uncached.Address };
        foreach (string address in Reads)
        {
            string right = await ComparableAnswer.ReadAsync(uncached, address);
            await ServerProcess.UntilAsync(
                async () => await ComparableAnswer.ReadAsync(_load.Http, address) == right,
                $"the cached answer of {address} to be right"
            );
        }
    }
}
