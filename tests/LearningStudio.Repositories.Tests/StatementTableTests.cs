using System.Globalization;
using System.Text;
using LearningStudio.Repositories.Auditing;
using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Tests.Queries;
using LearningStudio.Repositories.Tests.Writing;
using LearningStudio.Repositories.Writing;

namespace LearningStudio.Repositories.Tests;

/// <summary>
/// The table of statements in docs/repositories.md is what is measured here. LEARNINGSTUDIO_UPDATE_DOCS=1 writes it.
/// </summary>
public sealed class StatementTableTests
{
    private const string Begin = "<!-- statements: written by StatementTableTests -->\n";
    private const string End = "<!-- end of statements -->";

    [Fact]
    public async Task TableOfTheDocs_IsWhatIsMeasured()
    {
        Dictionary<string, int> sqlite = await MeasureAsync<Sqlite>();
        Dictionary<string, int> postgreSql = await MeasureAsync<PostgreSql>();
        var table = new StringBuilder("| method | SQLite | PostgreSQL |\n|---|---|---|\n");
        foreach ((string method, int count) in sqlite)
        {
            table.Append(CultureInfo.InvariantCulture, $"| `{method}` | {count} | {postgreSql[method]} |\n");
        }

        string page = await File.ReadAllTextAsync(DocsPage());
        int begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = page.IndexOf(End, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("LEARNINGSTUDIO_UPDATE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(DocsPage(), page[..begin] + table + page[end..]);
        }
        else
        {
            page[begin..end].ShouldBe(table.ToString());
        }
    }

    [Fact]
    public void EveryWriteOfTheInterfaces_IsListed() =>
        new[]
        {
            typeof(IPostWriter),
            typeof(IPostApproval),
            typeof(ITopicWriter),
            typeof(IUserWriter),
            typeof(IAuditWriter),
            typeof(IRevisionWriter),
        }
            .SelectMany(type => type.GetMethods().Select(method => $"{type.Name}.{method.Name}"))
            .ShouldBe(EveryWrite.All.Keys, ignoreOrder: true);

    private static async Task<Dictionary<string, int>> MeasureAsync<TEngine>()
        where TEngine : ITestEngine, new()
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var database = new TestForum<TEngine>();
        await database.InitializeAsync();
        await EveryWrite.PrepareAsync(database);
        foreach ((string name, Func<ITestForum, Task> read) in EveryRead.All)
        {
            using QueryScope scope = QueryScope.Begin();
            await read(database);
            counts.Add(name, scope.StatementCount);
        }

        await database.DisposeAsync();
        foreach ((string name, Func<IForumSession, CancellationToken, Task> write) in EveryWrite.All)
        {
            counts.Add(name, await MeasureAsync<TEngine>(write));
        }

        return counts;
    }

    private static async Task<int> MeasureAsync<TEngine>(Func<IForumSession, CancellationToken, Task> write)
        where TEngine : ITestEngine, new()
    {
        var database = new TestForum<TEngine>();
        await database.InitializeAsync();
        await EveryWrite.PrepareAsync(database);
        using QueryScope scope = QueryScope.Begin();
        await database
            .Get<IForumUnitOfWork>()
            .ExecuteAsync(
                async (session, ct) =>
                {
                    await write(session, ct);
                    return 0;
                }
            );
        int count = scope.StatementCount;
        (await database.Get<IForumMaintenance>().VerifyAsync()).ShouldBeEmpty();
        await database.DisposeAsync();
        return count;
    }

    private static string DocsPage() => Checkout.PathOf("docs", "repositories.md");
}
