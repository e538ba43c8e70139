namespace LearningStudio.Repositories.Tests.Plans;

public sealed class QueryPlanTestsOnSqlite : QueryPlanTests<Sqlite>;

public sealed class QueryPlanTestsOnPostgreSql : QueryPlanTests<PostgreSql>;

/// <summary>Every hot query is served by the index made for it, reads no large table as a whole, and stays within its pages.</summary>
public abstract class QueryPlanTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private static readonly string[] LargeTables = ["posts", "topics", "users"];
    private readonly CapturedCommands _commands = new();
    private readonly TestForum<TEngine> _database;

    protected QueryPlanTests() => _database = new TestForum<TEngine>(_commands.Register);

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await LargeForum.MakeAsync(_database);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task HotQueries_UseTheirIndexesWithinTheirBudget()
    {
        var faults = new List<string>();
        foreach (HotQuery query in HotQueries.All)
        {
            QueryPlan plan = await QueryPlan.OfAsync(_database, _commands, () => query.Read(_database));
            faults.AddRange(
                FaultsOf(query, plan).Select(fault => $"{query.Name}: {fault}\n{plan.Text}\n{_commands.Sql}")
            );
        }

        faults.ShouldBeEmpty(string.Join("\n\n", faults));
    }

    private static IEnumerable<string> FaultsOf(HotQuery query, QueryPlan plan)
    {
        bool isLarge = LargeForum.Posts > 20_000;
        // Where many hits are expected, walking through all in their order may be the better plan.
        bool mayDiffer = isLarge && query.CostsItsHits;
        string[] unused = [.. query.Indexes.Split(' ').Where(index => !plan.Indexes.Contains(index))];
        if (unused.Length > 0 && !mayDiffer)
        {
            yield return $"uses {string.Join(' ', plan.Indexes)}, but not {string.Join(' ', unused)}";
        }

        string[] scanned = [.. LargeTables.Where(plan.Scanned.Contains)];
        if (scanned.Length > 0 && !query.CostsItsHits)
        {
            yield return $"reads the whole of {string.Join(' ', scanned)}";
        }

        if (plan.Buffers > query.Buffers * (isLarge ? 2 : 1) && !mayDiffer)
        {
            yield return $"touches {plan.Buffers} pages of {query.Buffers}";
        }
    }
}
