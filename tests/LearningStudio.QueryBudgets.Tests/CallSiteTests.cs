using System.Reflection;
using LearningStudio.QueryBudgets.Tests.Shop;
using LearningStudio.QueryBudgets.Tests.Shop.Data;

namespace LearningStudio.QueryBudgets.Tests;

/// <summary>
/// Behind a data layer, a loop is found at its caller, and callers are not taken for a loop: however the loop is written,
/// and whether or not awaits have cut the stack.
/// </summary>
public sealed class CallSiteTests
{
    private const string DataLayer = "LearningStudio.QueryBudgets.Tests.Shop.Data";

    /// <summary>Each way of <see cref="Catalog"/>, and the method where its loop is; null if it has none.</summary>
    public static Dictionary<string, string?> Ways { get; } =
        new()
        {
            [nameof(Catalog.ForAsync)] = "Catalog.ForAsync",
            [nameof(Catalog.WhileAsync)] = "Catalog.WhileAsync",
            [nameof(Catalog.LambdaAsync)] = "Catalog.LambdaAsync",
            [nameof(Catalog.LocalFunctionAsync)] = "Catalog.LocalFunctionAsync",
            [nameof(Catalog.HelperAsync)] = "Catalog.HelperAsync",
            [nameof(Catalog.LinqAsync)] = "Catalog.LinqAsync",
            [nameof(Catalog.InParallelAsync)] = "Catalog.InParallelAsync",
            [nameof(Catalog.StreamAsync)] = "Catalog.PricesAsync",
            [nameof(Catalog.RecursiveAsync)] = "Catalog.RecursiveAsync",
            [nameof(Catalog.NestedAsync)] = "Catalog.NestedAsync",
            [nameof(Catalog.WithinTheRepositoryAsync)] = "Catalog.WithinTheRepositoryAsync",
            [nameof(Catalog.SixCallersAsync)] = null,
            [nameof(Catalog.SixLinesAsync)] = null,
            [nameof(Catalog.TwoShortLoopsAsync)] = null,
            [nameof(Catalog.SixLambdasAsync)] = null,
            [nameof(Catalog.SixMethodsOfTheRepositoryAsync)] = null,
        };

    public static TheoryData<string, bool, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool, bool>();
            foreach (string way in Ways.Keys)
            {
                cases.Add(way, false, false);
                cases.Add(way, true, false);
                cases.Add(way, false, true);
                cases.Add(way, true, true);
            }

            return cases;
        }
    }

    [Fact]
    public void EveryWay_IsInTheTable() =>
        typeof(Catalog)
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(method => method.Name)
            .ShouldBe(Ways.Keys, ignoreOrder: true);

    // With a data layer, its caller is the call site.
    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Loop_IsFoundAtTheCallerOfTheDataLayer(string way, bool opensYield, bool callersYield)
    {
        QueryReport report = await RunAsync(
            way,
            opensYield,
            callersYield,
            new QueryBudgetOptions { DataLayer = { DataLayer } }
        );

        AssertLoop(report, Ways[way], finding => finding.CallSite);
    }

    // Without one, the repository's line is the call site, and who called it still tells loops apart.
    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Loop_IsFoundWithoutSettings(string way, bool opensYield, bool callersYield)
    {
        QueryReport report = await RunAsync(way, opensYield, callersYield, options: null);

        AssertLoop(
            report,
            Ways[way],
            finding =>
            {
                finding.CallSite.ShouldNotBeNull().ShouldStartWith("Repository.");
                return string.Join('\n', finding.Callers);
            }
        );
    }

    // Stacks are looked at from the second statement on: what is found is a loop, of one statement more or less.
    [Theory]
    [MemberData(nameof(Cases))]
    public async Task LoopOfARequest_IsFoundWithFewerStacks(string way, bool opensYield, bool callersYield)
    {
        var options = new QueryBudgetOptions { DataLayer = { DataLayer }, EveryCallSite = false };
        QueryReport report = await RunAsync(way, opensYield, callersYield, options);

        // Who called the repository is known from the opening of the connection, which only budgets and scopes look at.
        bool isLost = opensYield && Ways[way] is null;
        if (!isLost)
        {
            report.Findings.Any(finding => finding.Kind == QueryFindingKind.NPlusOne).ShouldBe(Ways[way] is not null);
        }
    }

    [Fact]
    public async Task LineOfTheLoop_IsNamedWithItsCallers()
    {
        QueryReport report = await RunAsync(
            nameof(Catalog.ForAsync),
            opensYield: true,
            callersYield: true,
            options: null
        );

        QueryFinding finding = report.Findings.ShouldHaveSingleItem();
        finding.CallSite.ShouldNotBeNull().ShouldStartWith("Repository.QueryAsync (Repository.TRow.cs:");
        finding.Callers[0].ShouldStartWith("Repository.FindAsync (Repository.TRow.cs:");
        finding.Callers[1].ShouldStartWith("Catalog.ForAsync (Catalog.cs:");
        finding.ToString().ShouldContain(", called by Repository.FindAsync (Repository.TRow.cs:");
    }

    [Theory]
    [InlineData("LearningStudio.QueryBudgets.Tests.Shop.Data", "Catalog")]
    [InlineData("LearningStudio.QueryBudgets.Tests.Shop.Data.Repository", "Catalog")]
    [InlineData("LearningStudio.QueryBudgets.Tests.Shop", "CallSiteTests")]
    [InlineData("LearningStudio.QueryBudgets.Tests.Sho", "Repository")]
    [InlineData("learningstudio.querybudgets.tests.shop.data", "Repository")]
    [InlineData("LearningStudio.QueryBudgets.Tests", "Repository")]
    public async Task DataLayer_IsNamedByNamespaceTypeOrAssembly(string dataLayer, string site)
    {
        var options = new QueryBudgetOptions { DataLayer = { dataLayer } };
        QueryReport report = await RunAsync(nameof(Catalog.ForAsync), opensYield: false, callersYield: false, options);

        // Where everything is data layer, its own line is better than none.
        report.Findings.ShouldHaveSingleItem().CallSite.ShouldNotBeNull().ShouldStartWith(site);
    }

    private static async Task<QueryReport> RunAsync(
        string way,
        bool opensYield,
        bool callersYield,
        QueryBudgetOptions? options
    )
    {
        await using CountedDataSource source = new YieldingDataSource(opensYield).WithQueryCounting();
        var catalog = new Catalog(new ProductRepository(source), callersYield);
        using QueryScope scope = QueryScope.Begin(way, options);
        await (Task)typeof(Catalog).GetMethod(way)!.Invoke(catalog, [6])!;
        scope.StatementCount.ShouldBe(6);
        return scope.Report();
    }

    private static void AssertLoop(QueryReport report, string? loop, Func<QueryFinding, string?> site)
    {
        QueryFinding[] found = [.. report.Findings.Where(finding => finding.Kind == QueryFindingKind.NPlusOne)];
        if (loop is null)
        {
            found.ShouldBeEmpty(report.ToString());
            return;
        }

        QueryFinding finding = found.ShouldHaveSingleItem(report.ToString());
        finding.Count.ShouldBe(6);
        site(finding).ShouldNotBeNull().ShouldContain($"{loop} (");
    }
}
