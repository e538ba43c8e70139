using LearningStudio.Moderation.Rules;
using LearningStudio.Moderation.Sql.RuleRecords;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LearningStudio.Moderation.Sql.Tests.RuleRecords;

public sealed class RuleStatisticsKeeperTestsOnSqlite : RuleStatisticsKeeperTests<Sqlite>;

public sealed class RuleStatisticsKeeperTestsOnPostgreSql : RuleStatisticsKeeperTests<PostgreSql>;

/// <summary>What rules hit outlives the process, and adds up over several.</summary>
public abstract class RuleStatisticsKeeperTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TestDatabase<TEngine> _database = new();

    public Task InitializeAsync() => _database.InitializeAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Counted_OutlivesTheHost()
    {
        await using (ServiceProvider first = _database.Build())
        {
            IHostedService service = ServiceOf(first);
            await service.StartAsync(None);
            Statistics(first).Record(["spam", "links"], isSpam: true);
            Statistics(first).Record(["links"], isSpam: false);
            await service.StopAsync(None);
        }

        await using ServiceProvider second = _database.Build();
        await ServiceOf(second).StartAsync(None);

        Rules(second).ShouldBe("links 1+1-0 spam 1+0-0");
        await ServiceOf(second).StopAsync(None);
    }

    [Fact]
    public async Task Interval_Writes()
    {
        await using ServiceProvider host = _database.Build();
        await ServiceOf(host).StartAsync(None);
        Statistics(host).Record(["spam"], isSpam: true);

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await _database.ScalarAsync("SELECT COUNT(*) FROM rule_statistics") is not "1")
        {
            // The service begins on a thread of its own.
            _database.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, deadline.Token);
        }

        await ServiceOf(host).StopAsync(None);
        (await _database.ScalarAsync("SELECT true_positives FROM rule_statistics")).ShouldBe("1");
    }

    [Fact]
    public async Task Processes_AddUp()
    {
        await using ServiceProvider one = _database.Build();
        await using ServiceProvider other = _database.Build();
        for (int i = 0; i < 3; i++)
        {
            Statistics(one).Record(["spam"], isSpam: true);
            Statistics(other).Record(["SPAM", "links"], isSpam: false);
            await Keeper(one).FlushAsync(None);
            await Keeper(other).FlushAsync(None);
        }

        Statistics(one).Record(["spam"], isSpam: true);
        await Keeper(one).FlushAsync(None);

        Rules(one).ShouldBe("links 0+3-0 spam 4+3-4");
        await using ServiceProvider late = _database.Build();
        await Keeper(late).ReadAsync(None);
        Rules(late).ShouldBe(Rules(one));
        await Keeper(late).FlushAsync(None);
        Rules(late).ShouldBe(Rules(one), "what was read is not written again");
    }

    [Fact]
    public async Task TakenBack_IsTakenFromTheTable()
    {
        await using ServiceProvider host = _database.Build();
        SpamScorer scorer = host.GetRequiredService<SpamScorer>();
        Verdict verdict = scorer.ScoreBody("BUY NOW!!! CLICK HERE FOR FREE MONEY $$$ http://spam.example");
        verdict.Matches.ShouldNotBeEmpty();
        Statistics(host).Record([verdict], isSpam: true);
        await Keeper(host).FlushAsync(None);

        Statistics(host).Retract([verdict], isSpam: true);
        await Keeper(host).FlushAsync(None);

        (await _database.ScalarAsync("SELECT SUM(true_positives) FROM rule_statistics")).ShouldBe("0");
        (await _database.ScalarAsync("SELECT SUM(hits) FROM rule_statistics")).ShouldNotBe("0");
    }

    [Fact]
    public async Task ManyRules_AreWrittenInBatches()
    {
        await using ServiceProvider host = _database.Build();
        Statistics(host).Record([.. Enumerable.Range(0, 1203).Select(i => $"rule-{i}")], isSpam: true);

        await Keeper(host).FlushAsync(None);

        (await _database.ScalarAsync("SELECT COUNT(*) FROM rule_statistics")).ShouldBe("1203");
    }

    [Fact]
    public async Task Failure_IsMadeUpFor()
    {
        await using ServiceProvider host = _database.Build();
        Statistics(host).Record(["spam"], isSpam: true);
        await _database.ExecuteAsync("ALTER TABLE rule_statistics RENAME TO away");
        await Should.ThrowAsync<System.Data.Common.DbException>(() => Keeper(host).FlushAsync(None));

        await _database.ExecuteAsync("ALTER TABLE away RENAME TO rule_statistics");
        await Keeper(host).FlushAsync(None);

        (await _database.ScalarAsync("SELECT true_positives FROM rule_statistics")).ShouldBe("1");
    }

    private static RuleStatistics Statistics(ServiceProvider services) => services.GetRequiredService<RuleStatistics>();

    private static RuleStatisticsKeeper Keeper(ServiceProvider services) =>
        services.GetRequiredService<RuleStatisticsKeeper>();

    private static IHostedService ServiceOf(ServiceProvider services) =>
        services.GetServices<IHostedService>().Single();

    // Spam, not spam and unique catches.
    private static string Rules(ServiceProvider services) =>
        string.Join(
            ' ',
            Statistics(services)
                .Export()
                .Rules.OrderBy(rule => rule.RuleId, StringComparer.OrdinalIgnoreCase)
                .Select(rule =>
                    $"{rule.RuleId.ToLowerInvariant()} {rule.TruePositives}+{rule.FalsePositives}-{rule.UniqueCatches}"
                )
        );
}
