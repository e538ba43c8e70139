using System.Globalization;
using Xunit.Abstractions;

namespace LearningStudio.HostApi.Tests.Load;

/// <summary>A forum's day in a minute, or with LEARNINGSTUDIO_FULL in half an hour: reads by Zipf's law, one write in a hundred.</summary>
public sealed class MixedLoadTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Topics = 5000;
    private const int PerSecond = 500;
    private const int Seed = 20260103;
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("LEARNINGSTUDIO_FULL") is "1";
    private static readonly TimeSpan Duration = IsFull ? TimeSpan.FromMinutes(30) : TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Expiration = TimeSpan.FromMinutes(2);

    // Over the second half a host grows by what the cache takes in meanwhile and by what the collector has not yet given back:
    // 18 MiB measured. The bound is 4 KiB for each of the 15,000 requests of half a minute, and 150 bytes in half an hour.
    private const double MaxGrowth = 64;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("load-");
    private HostProcess _host = null!;

    public async Task InitializeAsync()
    {
        var settings = new Dictionary<string, string>
        {
            ["Repositories:Sqlite"] = $"Data Source={Path.Combine(_folder.FullName, "forum.db")}",
        };
        await HostProcess.RunAsync(settings, "seed", "--posts", "20000", "--topics", $"{Topics}", "--users", "1000");
        _host = await HostProcess.StartAsync(settings);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task MixedLoad_NoErrorFlatMemoryAndTheHitRateOfAPerfectCache()
    {
        output.WriteLine($"seed {Seed}");
        LoadRequest[] requests = ForumTrace.Of((int)(PerSecond * Duration.TotalSeconds), Topics, Seed);
        using var load = new LoadClient(_host.Address);
        TimeSpan begin = load.Now;

        await load.RunOpenAsync(requests[..(requests.Length / 2)], PerSecond);
        double half = _host.ResidentMebibytes();
        await load.RunOpenAsync(requests[(requests.Length / 2)..], PerSecond);

        double growth = _host.ResidentMebibytes() - half;
        TimeSpan took = load.Now - begin;
        LoadReport report = load.Report;
        double real = report.Reads.Count(sample => sample.Cache is "hit") / (double)report.Reads.Count();
        double ideal = IdealCache.HitRate(report.Samples, Expiration);
        double heap = await _host.HeapMebibytesAsync(load.Http);
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{requests.Length / took.TotalSeconds:0} of {PerSecond} requests a second, {report}; hits {real:P1} of {ideal:P1}; memory {half:0} MiB and {growth:+0;-0} MiB, heap {heap:0} MiB"
            )
        );
        report.Reads.ShouldAllBe(sample => sample.Status == 200);
        report
            .Samples.Where(sample => sample.Request.IsWrite)
            .ShouldAllBe(sample => sample.Status == 201 || sample.Status == 422);
        report.Samples.Count(sample => sample.Status == 201).ShouldBeGreaterThan(requests.Length / 400);
        real.ShouldBeInRange(ideal - 0.02, ideal + 0.02);
        growth.ShouldBeLessThan(MaxGrowth);
    }
}
