using System.Text.Json;

namespace LearningStudio.Packages.Tests;

/// <summary>
/// Who counts the statements of Entity Framework Core gets neither another object mapper nor a provider that the project
/// did not choose.
/// </summary>
[Collection(PackedPackages.Collection)]
public sealed class QueryBudgetsClosureTests(PackedPackages packages) : IDisposable
{
    private const string Package = "LearningStudio.QueryBudgets";
    private const string Chosen = "Microsoft.EntityFrameworkCore.Sqlite";

    private const string Program = """
        using LearningStudio.QueryBudgets;
        using Microsoft.EntityFrameworkCore;

        await using var db = new Shelf();
        await db.Database.OpenConnectionAsync();
        var report = await QueryBudget.Exactly(2).AssertAsync(async () =>
        {
            await db.Database.ExecuteSqlAsync($"CREATE TABLE book (id INTEGER)");
            await db.Database.ExecuteSqlAsync($"INSERT INTO book VALUES ({5})");
        });
        Console.WriteLine($"{report.WriteCount} of {report.StatementCount} write");

        internal sealed class Shelf : DbContext
        {
            protected override void OnConfiguring(DbContextOptionsBuilder options) =>
                options.UseSqlite("Data Source=:memory:");
        }
        """;

    private readonly ConsumerFolder _folder = new(packages);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ProjectWithEntityFrameworkAlone_RunsAndHoldsNothingElse()
    {
        _folder.Write("App/Program.cs", Program);
        _folder.Write(
            "App/App.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{Package}" Version="{packages.Version(Package)}" />
                <PackageReference Include="{Chosen}" Version="{Repository.VersionOf(Chosen)}" />
              </ItemGroup>
            </Project>
            """
        );
        (int exitCode, string output) = await Repository.DotnetAsync(_folder.PathOf("App"), "run", "-v", "quiet");
        exitCode.ShouldBe(0, output);
        output.Trim().ShouldBe("1 of 2 write");

        Dictionary<string, string[]> libraries = Libraries(_folder.PathOf("App", "obj", "project.assets.json"));
        libraries.Keys.ShouldContain(Chosen);
        libraries.Keys.Where(IsMapperOrProvider).ShouldBeSubsetOf(Closure(libraries, Chosen));
        Closure(libraries, Package)
            .ShouldAllBe(name => name == Package || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal));
    }

    private static bool IsMapperOrProvider(string name) =>
        name.StartsWith("linq2db", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("dbup", StringComparison.OrdinalIgnoreCase)
        || name.Contains("Npgsql", StringComparison.OrdinalIgnoreCase)
        || name.Contains("Dapper", StringComparison.OrdinalIgnoreCase)
        || name.Contains("Sql", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal);

    /// <summary>Each package of a project, with what it depends on.</summary>
    private static Dictionary<string, string[]> Libraries(string assets)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(assets));
        return json
            .RootElement.GetProperty("targets")
            .EnumerateObject()
            .Single()
            .Value.EnumerateObject()
            .ToDictionary(
                library => library.Name.Split('/')[0],
                library =>
                    library.Value.TryGetProperty("dependencies", out JsonElement dependencies)
                        ? dependencies.EnumerateObject().Select(dependency => dependency.Name).ToArray()
                        : [],
                StringComparer.OrdinalIgnoreCase
            );
    }

    private static HashSet<string> Closure(Dictionary<string, string[]> libraries, string root)
    {
        var closure = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new Queue<string>([root]);
        while (open.TryDequeue(out string? name))
        {
            if (closure.Add(name))
            {
                Array.ForEach(libraries.GetValueOrDefault(name, []), open.Enqueue);
            }
        }

        return closure;
    }
}
