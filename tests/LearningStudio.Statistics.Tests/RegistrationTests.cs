using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LearningStudio.Statistics.Tests;

public sealed class RegistrationTests
{
    public static TheoryData<string, string> Invalid =>
        new()
        {
            { "SiteExpiration", "00:00:00" },
            { "SiteExpiration", "1.00:00:00.0000001" },
            { "ForumExpiration", "00:00:00" },
            { "UserExpiration", "00:00:00" },
            { "ActivityExpiration", "00:00:00" },
            { "OnlineExpiration", "00:00:00" },
            { "OnlineExpiration", "1.00:00:00.0000001" },
            { "ForumExpiration", "1.00:00:00.0000001" },
            { "UserExpiration", "1.00:00:00.0000001" },
            { "ActivityExpiration", "1.00:00:00.0000001" },
            { "TrendingExpiration", "00:00:00" },
            { "TrendingExpiration", "1.00:00:00.0000001" },
            { "TrendingListLimit", "0" },
            { "TrendingListLimit", "101" },
            { "OnlineWindow", "00:00:59.9" },
            { "OnlineWindow", "1.00:00:01" },
            { "OnlineListLimit", "0" },
            { "OnlineListLimit", "1001" },
            { "TrendingAbove", "-1" },
            { "TrendingAbove", "1000001" },
        };

    public static TheoryData<string, string> Valid =>
        new()
        {
            { "SiteExpiration", "00:00:00.0000001" },
            { "SiteExpiration", "1.00:00:00" },
            { "TrendingExpiration", "00:00:00.0000001" },
            { "TrendingExpiration", "1.00:00:00" },
            { "TrendingListLimit", "1" },
            { "TrendingListLimit", "100" },
            { "OnlineWindow", "00:01:00" },
            { "OnlineWindow", "1.00:00:00" },
            { "OnlineListLimit", "1" },
            { "OnlineListLimit", "1000" },
            { "TrendingAbove", "0" },
            { "TrendingAbove", "1000000" },
        };

    [Fact]
    public async Task GivenSource_ReplacesTheRegisteredOne()
    {
        var source = new InMemoryForumStatisticsSource();
        await using ServiceProvider services = new ServiceCollection()
            .AddLearningStudioStatistics()
            .AddLearningStudioStatistics(source, o => o.TrendingAbove = 0)
            .BuildServiceProvider();
        source.AddForum(7);

        services.GetServices<IForumStatisticsSource>().ShouldBe([source]);
        (await services.GetRequiredService<ForumStatisticsService>().FindForumAsync(7)).ShouldNotBeNull();
        services.GetRequiredService<IOptions<ForumStatisticsOptions>>().Value.TrendingAbove.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public async Task OutOfBounds_StopsTheStart(string option, string value)
    {
        using IHost host = Build(option, value);

        var refused = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync());

        refused.Message.ShouldContain(option);
        refused.Message.ShouldContain("must be from");
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public async Task OnTheBound_Starts(string option, string value)
    {
        using IHost host = Build(option, value);

        await host.StartAsync();
        await host.StopAsync();
    }

    [Fact]
    public void UsersOwnCacheAndSource_AreUsed()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IForumStatisticsSource, CountingSource>();
        services.AddSingleton<HybridCache>(_ => throw new InvalidOperationException());
        services.AddLearningStudioStatistics().AddLearningStudioStatistics();

        services.Count(service => service.ServiceType == typeof(HybridCache)).ShouldBe(1);
        services.Count(service => service.ServiceType == typeof(IForumStatisticsSource)).ShouldBe(1);
        services.Count(service => service.ServiceType == typeof(ForumStatisticsService)).ShouldBe(1);
    }

    private static IHost Build(string option, string value)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>(option, value)]);
        builder.Services.AddLearningStudioStatistics(builder.Configuration);
        return builder.Build();
    }
}
