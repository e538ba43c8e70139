using System.Text.Json;
using LearningStudio.Caching;
using LearningStudio.Moderation;
using LearningStudio.QueryBudgets;
using LearningStudio.Statistics;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

// A program compiled ahead of time that uses what the packages say they can do there; AotTests reads its lines.
IConfiguration settings = new ConfigurationBuilder()
    .AddInMemoryCollection([
        new("Caching:Policies:drafts:Pattern", "draft:*"),
        new("Caching:Policies:drafts:Expiration", "00:10:00"),
        new("Moderation:Rules:crypto:Pattern", @"free\s+bitcoin"),
        new("QueryBudgets:NPlusOneThreshold", "6"),
        new("Statistics:TrendingAbove", "1"),
    ])
    .Build();

var source = new InMemoryForumStatisticsSource();
var services = new ServiceCollection();
services.AddLogging();
services.AddKeyedSingleton<JsonSerializerOptions>(typeof(IHybridCacheSerializer<>), CachedTypes.Default.Options);
services.AddLearningStudioCaching(settings.GetSection("Caching"));
services.AddLearningStudioModeration(settings.GetSection("Moderation"));
services.AddLearningStudioQueryBudgets(settings.GetSection("QueryBudgets"));
services.AddLearningStudioStatistics(source);
services.AddLearningStudioStatistics(settings.GetSection("Statistics"));
await using ServiceProvider provider = services.BuildServiceProvider();

// Readers who change what they got do not change what the next one gets.
var cache = provider.GetRequiredService<VersionedCache>();
for (int reader = 1; reader <= 3; reader++)
{
    Draft draft = await cache.GetOrCreateAsync("draft:1", _ => ValueTask.FromResult(new Draft { Title = "First" }));
    Console.WriteLine($"caching: {draft.Title}");
    draft.Title = $"Changed by reader {reader}";
}

await cache.RemoveByPatternAsync("draft:*");
Console.WriteLine($"caching: {(await cache.TryGetAsync<Draft>("draft:1")).Found}");

Verdict verdict = provider.GetRequiredService<SpamScorer>().ScoreBody("Click here for FREE  BITCOIN");
foreach (RuleMatch match in verdict.Matches)
{
    Console.WriteLine(FormattableString.Invariant($"moderation: {match.RuleId} {match.Weight:0.0}"));
}

var statistics = provider.GetRequiredService<ForumStatisticsService>();
DateTimeOffset now = DateTimeOffset.UtcNow;
source.AddUser(new Member(1, "Ann"), now);
source.AddTopic(new StatisticsTopic(Id: 7, ForumId: 5, AuthorId: 1, Title: "Hello", now));
for (int post = 1; post <= 2; post++)
{
    source.AddPost(new StatisticsPost(post, TopicId: 7, AuthorId: 1, now));
    OverallStatistics all = await statistics.GetOverallAsync();
    Console.WriteLine($"statistics: {all.TotalPosts} posts, {all.OnlineUsers} online");
}

await statistics.InvalidateAsync(
    new StatisticsEvent
    {
        Kind = StatisticsEventKind.PostCreated,
        ForumId = 5,
        UserId = 1,
    }
);
Console.WriteLine($"statistics: {(await statistics.GetOverallAsync()).TotalPosts} posts");

var budgets = provider.GetRequiredService<IOptions<QueryBudgetOptions>>().Value;
var asker = new Asker();
using (QueryScope scope = QueryScope.Begin("ahead of time", budgets))
{
    for (int id = 1; id <= budgets.NPlusOneThreshold; id++)
    {
        asker.Ask(id);
    }

    QueryFinding finding = scope.Report().Findings.Single();
    Console.WriteLine($"budgets: {finding.Kind} {finding.Count} x {finding.Fingerprint} from {finding.CallSite}");
    string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    QueryBaseline.Verify(file, scope.Report(), update: true);
    QueryBaseline.Verify(file, scope.Report());
    File.Delete(file);
}

try
{
    await QueryBudget.AtMost(3).AssertAsync(() => Task.CompletedTask);
}
catch (QueryBudgetException broken)
{
    Console.WriteLine($"budgets: {broken.Message.Split(':')[0]}");
}
