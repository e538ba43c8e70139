using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LearningStudio.Caching.Tests.Warming;

public sealed class WarmingTests
{
    [Fact]
    public async Task HostStarts_WarmersFillTheCacheAndOneThatFailsDisturbsNobody()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder
            .Services.AddLearningStudioCaching()
            .AddSingleton<Source>()
            .AddCacheWarmer<FailingWarmer>()
            .AddCacheWarmer<ForumWarmer>();
        using IHost host = builder.Build();

        await host.StartAsync();

        var cache = host.Services.GetRequiredService<VersionedCache>();
        await LearningStudio.Tests.Servers.ServerProcess.UntilAsync(
            async () => (await cache.TryGetAsync<string>("forum:list:all")).Found,
            "the warmer"
        );
        await host.StopAsync();
    }

    [Fact]
    public async Task OnDemand_RunsAllAndSaysHowManyFailed()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddLearningStudioCaching()
            .AddSingleton<Source>()
            .AddCacheWarmer<FailingWarmer>()
            .AddCacheWarmer<ForumWarmer>()
            .BuildServiceProvider();
        var warmup = services.GetRequiredService<CacheWarmup>();

        (await warmup.RunAsync()).ShouldBe(1);
        (await warmup.RunAsync()).ShouldBe(1);

        var cache = services.GetRequiredService<VersionedCache>();
        (await cache.TryGetAsync<string>("forum:list:all")).Value.ShouldBe("forums");
        services.GetRequiredService<Source>().Reads.ShouldBe(1, "what is there already is not computed again");
    }

    [Fact]
    public async Task Cancelled_EndsTheRun()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddLearningStudioCaching()
            .AddSingleton<Source>()
            .AddCacheWarmer<ForumWarmer>()
            .BuildServiceProvider();

        await Should.ThrowAsync<OperationCanceledException>(() =>
            services.GetRequiredService<CacheWarmup>().RunAsync(new CancellationToken(canceled: true))
        );
    }

    private sealed class Source
    {
        public int Reads { get; private set; }

        public string Read()
        {
            Reads++;
            return "forums";
        }
    }

    private sealed class ForumWarmer(Source source) : ICacheWarmer
    {
        public async Task WarmAsync(HybridCache cache, CancellationToken cancellationToken) =>
            await cache.GetOrCreateAsync(
                "forum:list:all",
                _ => ValueTask.FromResult(source.Read()),
                cancellationToken: cancellationToken
            );
    }

    private sealed class FailingWarmer : ICacheWarmer
    {
        public Task WarmAsync(HybridCache cache, CancellationToken cancellationToken) =>
            throw new InvalidTimeZoneException();
    }
}
