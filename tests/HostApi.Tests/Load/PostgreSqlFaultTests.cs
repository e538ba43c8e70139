using System.Text.Json;
using LearningStudio.Tests.Servers;
using Xunit.Abstractions;

namespace LearningStudio.HostApi.Tests.Load;

/// <summary>PostgreSQL crashes under 32 connections: cached reads go on, the rest is told to come again, and the host recovers by itself.</summary>
public sealed class PostgreSqlFaultTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Topics = 40;
    private static readonly TimeSpan Phase = TimeSpan.FromSeconds(3);
    private static readonly string[] Cached =
    [
        "forums/2/topics",
        .. Enumerable.Range(1, Topics).Select(topic => $"topics/{topic}"),
    ];
    private readonly PostgreSqlServer _server = PostgreSqlServer.Start("fsync=off");
    private HostProcess _host = null!;
    private LoadClient _load = null!;
    private long[] _written = [];

    public async Task InitializeAsync()
    {
        ForumDatabase database = await ForumDatabase.CreateAsync(_server);
        _host = await HostProcess.StartAsync(
            new Dictionary<string, string> { ["Repositories:PostgreSql"] = database.ConnectionString }
        );
        _load = new LoadClient(_host.Address);
    }

    public async Task DisposeAsync()
    {
        _load.Dispose();
        await _host.DisposeAsync();
        _server.Dispose();
    }

    [Fact]
    public async Task DatabaseCrashes_CachedReadsGoOnAndTheRestIsToldToComeAgain()
    {
        foreach (string address in Cached)
        {
            (await StatusAsync(address)).ShouldBe(200);
        }

        // A write whose commit is not answered drops what is cached of its forum too.
        long[] kept = await TopicsAsync("forums/2/topics?page_size=100");
        _written = [.. Enumerable.Range(Topics + 1, 860).Select(topic => (long)topic).Except(kept)];
        using var end = new CancellationTokenSource();
        Task load = _load.RunClosedAsync(Next, end.Token);
        await Task.Delay(Phase, TimeProvider.System);
        TimeSpan crashed = _load.Now;
        _server.Kill();
        await Task.Delay(Phase, TimeProvider.System);
        _server.Begin();
        TimeSpan back = _load.Now;
        await ServerProcess.UntilAsync(
            async () => await StatusAsync("search?q=text") == 200,
            "searches to be answered"
        );
        TimeSpan recovered = _load.Now;
        await Task.Delay(Phase, TimeProvider.System);
        await end.CancelAsync();
        await load;

        LoadReport report = _load.Report;
        output.WriteLine($"before: {report.Between(TimeSpan.Zero, crashed)}");
        output.WriteLine($"without the database: {report.Between(crashed, back)}");
        output.WriteLine(
            $"answered {(recovered - back).TotalSeconds:0.0} s after its return: {report.Between(recovered, _load.Now)}"
        );
        IEnumerable<LoadSample> failed = report.Samples.Where(sample => sample.Status is 0 or >= 500);
        report
            .Samples.Where(sample => Cached.Contains(sample.Request.Address))
            .ShouldAllBe(sample => sample.Status == 200);
        failed.ShouldNotBeEmpty();
        failed.ShouldAllBe(sample => sample.Status == 503 && sample.HasRetryAfter);
    }

    private LoadRequest Next(Random random) =>
        random.Next(10) switch
        {
            0 => new LoadRequest("search?q=text"),
            1 => new LoadRequest(
                $"topics/{_written[random.Next(_written.Length)]}/posts",
                $"Reply {random.NextInt64()} {random.NextInt64()}",
                $"demo{(random.Next(1, 90) * 5) + 3}"
            ),
            _ => new LoadRequest(Cached[random.Next(Cached.Length)]),
        };

    private async Task<long[]> TopicsAsync(string address)
    {
        string text = await _load.Http.GetStringAsync(new Uri("/api/v1/" + address, UriKind.Relative));
        using var page = JsonDocument.Parse(text);
        return
        [
            .. page
                .RootElement.GetProperty("items")
                .EnumerateArray()
                .Select(topic => topic.GetProperty("id").GetInt64()),
        ];
    }

    private async Task<int> StatusAsync(string address)
    {
        using HttpResponseMessage answer = await _load.Http.GetAsync(new Uri("/api/v1/" + address, UriKind.Relative));
        return (int)answer.StatusCode;
    }
}
