using LearningStudio.QueryBudgets.Tests.Shop;
using LearningStudio.QueryBudgets.Tests.Shop.Data;

namespace LearningStudio.QueryBudgets.Tests;

/// <summary>What may repeat is named by its statement or by who sends it; it still counts.</summary>
public sealed class IgnoreTests
{
    private const string Fingerprint = "SELECT ? AS ProductRepository";
    private const string Tests = "LearningStudio.QueryBudgets.Tests";

    [Theory]
    [InlineData(Fingerprint, true)]
    [InlineData("select  @any  as productrepository -- whatever", true)]
    [InlineData("SELECT 5 AS ProductRepository;", true)]
    [InlineData("SELECT ? AS Product", false)]
    [InlineData("SELECT ?", false)]
    public async Task Statement_IsIgnoredByItsFingerprint(string ignored, bool isIgnored)
    {
        QueryReport report = await RunAsync(new QueryBudgetOptions { IgnoredStatements = { "SELECT 1, 2", ignored } });

        AssertIgnored(report, isIgnored, nameof(QueryBudgetOptions.IgnoredStatements));
    }

    [Theory]
    [InlineData($"{Tests}.Shop.Catalog.ForAsync", true)]
    [InlineData($"{Tests}.Shop.Catalog", true)]
    [InlineData($"{Tests}.Shop", true)]
    [InlineData($"{Tests}.Shop.Data.Repository.FindAsync", true)]
    [InlineData($"{Tests}.IgnoreTests.RunAsync", true)]
    [InlineData(Tests, true)]
    [InlineData("System.Runtime.CompilerServices", true)]
    [InlineData($"{Tests}.Shop.Catalog.For", false)]
    [InlineData($"{Tests}.Shop.Catalog.WhileAsync", false)]
    [InlineData("Catalog.ForAsync", false)]
    public async Task Frame_IsIgnoredWhereverItIsOnTheStack(string ignored, bool isIgnored)
    {
        QueryReport report = await RunAsync(new QueryBudgetOptions { IgnoredFrames = { "Acme", ignored } });

        AssertIgnored(report, isIgnored, nameof(QueryBudgetOptions.IgnoredFrames));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Frame_IsIgnoredWithFewerStacks(bool everyCallSite)
    {
        var options = new QueryBudgetOptions { IgnoredFrames = { $"{Tests}.Shop" }, EveryCallSite = everyCallSite };

        AssertIgnored(await RunAsync(options), isIgnored: true, nameof(QueryBudgetOptions.IgnoredFrames));
    }

    [Fact]
    public async Task Budget_TakesTheList()
    {
        var options = new QueryBudgetOptions { IgnoredStatements = { Fingerprint } };
        await using CountedDataSource source = new YieldingDataSource(yields: false).WithQueryCounting();
        var catalog = new Catalog(new ProductRepository(source), yields: false);

        await QueryBudget.NoNPlusOne.AssertAsync(() => catalog.ForAsync(6), options);
        await Should.ThrowAsync<QueryBudgetException>(() =>
            QueryBudget.NoNPlusOne.AssertAsync(() => catalog.ForAsync(6))
        );
    }

    private static async Task<QueryReport> RunAsync(QueryBudgetOptions options)
    {
        await using CountedDataSource source = new YieldingDataSource(yields: false).WithQueryCounting();
        var catalog = new Catalog(new ProductRepository(source), yields: false);
        using QueryScope scope = QueryScope.Begin("page", options);
        await catalog.ForAsync(6);
        return scope.Report();
    }

    private static void AssertIgnored(QueryReport report, bool isIgnored, string option)
    {
        report.StatementCount.ShouldBe(6);
        report.Findings.Count.ShouldBe(isIgnored ? 0 : 1, report.ToString());
        report.Allowed.GetValueOrDefault(option).ShouldBe(isIgnored ? 6 : 0);
    }
}
