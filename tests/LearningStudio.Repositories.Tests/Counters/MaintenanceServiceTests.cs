using LearningStudio.Repositories.Counters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Testing;

namespace LearningStudio.Repositories.Tests.Counters;

public sealed class MaintenanceServiceTests : IAsyncLifetime
{
    private readonly ObservedTime _time = new(SampleForum.At(600));
    private readonly TestForum<Sqlite> _database;

    public MaintenanceServiceTests() =>
        _database = new TestForum<Sqlite>(
            services => services.AddSingleton<TimeProvider>(_time).AddFakeLogging(),
            o => o.Counters = CounterMode.Deferred
        );

    private IHostedService Service =>
        _database.Get<IEnumerable<IHostedService>>().OfType<MaintenanceService>().Single();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SampleForum.LoadAsync(_database.Loader);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Interval_WritesPresenceAndFoldsCounters()
    {
        await StartAsync();
        _database.Get<IForumPresence>().Viewed(1);
        await _database
            .Get<IForumUnitOfWork>()
            .ExecuteAsync((session, ct) => session.Posts.AddAsync(SampleForum.Reply(1), ct));

        _time.Advance(TimeSpan.FromSeconds(30));

        await Poll.UntilAsync(async () => (await _database.Get<IForumRepository>().GetSiteStatsAsync()).Posts == 13);
        (await ViewsAsync()).ShouldBe(8);
        await Service.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task End_WritesPresence()
    {
        await StartAsync();
        _database.Get<IForumPresence>().Viewed(1);

        await Service.StopAsync(CancellationToken.None);

        (await ViewsAsync()).ShouldBe(8);
    }

    [Fact]
    public async Task SecondEndAtOnce_WaitsForTheFirst()
    {
        await StartAsync();
        _database.Get<IForumPresence>().Viewed(1);

        Task first = Service.StopAsync(CancellationToken.None);
        Task second = Service.StopAsync(CancellationToken.None);

        second.ShouldBeSameAs(first);
        await second;
        (await ViewsAsync()).ShouldBe(8);
    }

    [Fact]
    public async Task Failure_IsLoggedAndMadeGoodTheNextTime()
    {
        await StartAsync();
        FakeLogCollector logs = _database.Get<FakeLogCollector>();
        _database.Get<IForumPresence>().Viewed(1);
        await _database.ExecuteAsync("ALTER TABLE topics RENAME TO gone");
        _time.Advance(TimeSpan.FromSeconds(30));
        await Poll.UntilAsync(() => Task.FromResult(logs.Count > 0));
        logs.LatestRecord.Id.Id.ShouldBe(1);
        await _database.ExecuteAsync("ALTER TABLE gone RENAME TO topics");

        _time.Advance(TimeSpan.FromSeconds(30));

        await Poll.UntilAsync(async () => await ViewsAsync() == 8);
        await Service.StopAsync(CancellationToken.None);
    }

    private async Task StartAsync()
    {
        await Service.StartAsync(CancellationToken.None);
        await _time.SomebodyWaits;
    }

    private async Task<int> ViewsAsync() => (await _database.Get<ITopicRepository>().FindAsync(1))!.ViewCount;
}
