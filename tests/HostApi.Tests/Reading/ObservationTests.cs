using System.Text.Json;
using LearningStudio.HostApi.Tests.Observation;
using LearningStudio.Tests.Servers;

namespace LearningStudio.HostApi.Tests.Reading;

/// <summary>What an operator sees who has nothing but two addresses.</summary>
[Collection(nameof(AloneInTheProcess))]
public sealed class ObservationTests : IAsyncLifetime
{
    private readonly RedisServer _redis = new();
    private readonly ForumHost _host = new();
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        await _redis.BeginAsync();
        _host.Settings["Redis"] = _redis.Configuration;
        _client = _host.CreateClient();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Metrics_TellHitsByLevelAndFamilyAndTheStateOfRedis()
    {
        string[] samples =
        [
            "cache_family=\"forum:list\",cache_level=\"memory\",cache_result=\"hit\"",
            "cache_family=\"forum:list\",cache_level=\"none\",cache_result=\"miss\"",
            "cache_redis_away",
            "cache_journal_length",
            "cache_redis_memory_used_bytes",
            "cache_redis_evictions",
        ];

        // The exporter keeps an answer for a moment; Redis's own figures are there once somebody has asked.
        await ServerProcess.UntilAsync(
            async () =>
            {
                // Should a busy machine make Redis seem away at first, the recovery waits by the host's clock.
                _host.Clock.Advance(TimeSpan.FromMilliseconds(100));
                await ReadAsync("/api/v1/forums");
                await ReadAsync("/health/ready");
                string metrics = await ReadAsync("/metrics");
                return samples.All(metrics.Contains);
            },
            "the metrics"
        );
    }

    [Fact]
    public async Task Ready_FollowsRedisAndTheHostLivesOn()
    {
        await UntilAsync("Healthy");

        _redis.Process.Kill();
        await UntilAsync("Degraded");
        await ReadAsync("/api/v1/forums");
        await ReadAsync("/health/live");

        await _redis.BeginAsync();
        await UntilAsync("Healthy");
    }

    private Task UntilAsync(string status) =>
        ServerProcess.UntilAsync(
            async () =>
            {
                // The recovery waits by the host's clock.
                _host.Clock.Advance(TimeSpan.FromMilliseconds(100));
                using JsonDocument health = JsonDocument.Parse(await ReadAsync("/health/ready"));
                return health.RootElement.GetProperty("status").GetString() == status;
            },
            status
        );

    private async Task<string> ReadAsync(string address)
    {
        using HttpResponseMessage answer = await _client.GetAsync(new Uri(address, UriKind.Relative));
        answer.IsSuccessStatusCode.ShouldBeTrue(address);
        return await answer.Content.ReadAsStringAsync();
    }
}
