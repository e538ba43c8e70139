using LearningStudio.Moderation.Duplicates;
using LearningStudio.Moderation.Review;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Sql.Tests;

public sealed class RegistrationTests
{
    [Theory]
    [InlineData(null, null, "Sqlite is missing, and so is PostgreSql")]
    [InlineData("", "", "Sqlite is missing, and so is PostgreSql")]
    [InlineData("Data Source=x.db", "Host=x;Password=secret", "Sqlite and PostgreSql are both given")]
    [InlineData("Data Source=:memory:", null, "Sqlite must name a file")]
    [InlineData("Mode=Memory", null, "Sqlite must name a file")]
    [InlineData("Nonsense=secret", null, "Sqlite is not a connection string")]
    [InlineData(null, "Database=x;Password=secret", "PostgreSql must name a host")]
    [InlineData(null, "Host=x;Port=secret", "PostgreSql is not a connection string")]
    public async Task WrongDatabase_StopsTheStart(string? sqlite, string? postgreSql, string error)
    {
        using IHost host = Build(o => (o.Sqlite, o.PostgreSql) = (sqlite, postgreSql));

        var refused = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync());

        refused.Message.ShouldContain(error);
        refused.Message.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(3600, true)]
    [InlineData(0.9, false)]
    [InlineData(3601, false)]
    public void FlushInterval_HasBounds(double seconds, bool isValid)
    {
        using IHost host = Build(o => o.UseSqlite("Data Source=x.db").FlushInterval = TimeSpan.FromSeconds(seconds));
        var options = host.Services.GetRequiredService<IOptions<ModerationSqlOptions>>();

        if (isValid)
        {
            options.Value.FlushInterval.ShouldBe(TimeSpan.FromSeconds(seconds));
        }
        else
        {
            Should.Throw<OptionsValidationException>(() => options.Value).Message.ShouldContain("FlushInterval is ");
        }
    }

    [Fact]
    public async Task UnknownSetting_StopsTheStart()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["ModerationSql:Sqlite"] = "Data Source=x.db",
                ["ModerationSql:FlushIntervall"] = "00:01:00",
            }
        );
        builder.Services.AddLearningStudioModeration();
        builder.Services.AddLearningStudioModerationSql(builder.Configuration.GetSection("ModerationSql"));
        using IHost host = builder.Build();

        var refused = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync());

        refused.Message.ShouldContain("ModerationSql:FlushIntervall is not a setting");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void EitherPackage_MayBeRegisteredFirst(bool isFirst)
    {
        var services = new ServiceCollection();
        if (!isFirst)
        {
            services.AddLearningStudioModeration();
        }

        services.AddLearningStudioModerationSql(o => o.UseSqlite("Data Source=x.db"));
        services.AddLearningStudioModerationSql(o => o.FlushInterval = TimeSpan.FromSeconds(5));
        services.AddLearningStudioModeration();
        using ServiceProvider provider = services.BuildServiceProvider();

        provider.GetRequiredService<IReviewQueue>().ShouldBeOfType<ReviewQueueRepository>();
        provider.GetRequiredService<IFingerprintStore>().ShouldBeOfType<FingerprintRepository>();
        provider.GetServices<IHostedService>().Count().ShouldBe(1);
    }

    [Fact]
    public void QueueOfTheApplication_IsKept()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IReviewQueue>(new Review.InMemory.InMemoryReviewQueue(TimeProvider.System));
        services.AddLearningStudioModeration();
        services.AddLearningStudioModerationSql(o => o.UseSqlite("Data Source=x.db"));
        using ServiceProvider provider = services.BuildServiceProvider();

        provider.GetRequiredService<IReviewQueue>().ShouldBeOfType<Review.InMemory.InMemoryReviewQueue>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_MakesTheTablesOrLooksForThem(bool migrates)
    {
        await using var engine = new Sqlite();
        using IHost host = Build(o => o.UseSqlite(engine.ConnectionString).MigrateAtStart = migrates);

        if (migrates)
        {
            await host.StartAsync();
            (await host.Services.GetRequiredService<IReviewQueue>().CountPendingAsync()).ShouldBe(0);
            await host.StopAsync();
        }
        else
        {
            var refused = await Should.ThrowAsync<InvalidOperationException>(() => host.StartAsync());
            refused.Message.ShouldContain("review_items");
            refused.Message.ShouldEndWith("Run ModerationSchema.MigrateAsync before the host starts.");
        }
    }

    [Fact]
    public void QueryWithoutAPlaceForTheId_IsRefused() =>
        Should
            .Throw<ArgumentException>(() => new ModerationSqlOptions().UseOpeningPosts("SELECT 1", "SELECT {id}"))
            .ParamName.ShouldBe("postOfTopic");

    private static IHost Build(Action<ModerationSqlOptions> configure)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLearningStudioModeration();
        builder.Services.AddLearningStudioModerationSql(configure);
        return builder.Build();
    }
}
