using System.Diagnostics;
using System.Text;
using LearningStudio.Benchmarks.Repositories;
using LearningStudio.Benchmarks.Turns;
using LearningStudio.Moderation.Duplicates;
using Microsoft.Data.Sqlite;

namespace LearningStudio.Benchmarks.Moderation;

/// <summary>The lookup of a post's copies as posts grow.</summary>
internal static class DuplicateLookups
{
    private static readonly int Lookups = Effort.Operations(2000);
    private const int WarmUp = 200;
    private const int MaxBucket = 50;
    private const double Goal = 2;

    public static async Task<string> RunOnSqliteAsync(int[] sizes)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("duplicates-");
        FingerprintDatabase[] databases =
        [
            .. sizes.Select(size =>
                FingerprintDatabase.OnSqlite($"Data Source={Path.Combine(folder.FullName, $"{size}.db")}")
            ),
        ];
        string table = await CompareAsync("SQLite", databases, sizes);
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        return table;
    }

    public static async Task<string> RunOnPostgreSqlAsync(Databases databases, int[] sizes)
    {
        var made = new List<FingerprintDatabase>();
        foreach (int size in sizes)
        {
            made.Add(FingerprintDatabase.OnPostgreSql(await databases.CreateDatabaseAsync($"duplicates{size}")));
        }

        return await CompareAsync("PostgreSQL", [.. made], sizes);
    }

    private static async Task<string> CompareAsync(string engine, FingerprintDatabase[] databases, int[] sizes)
    {
        for (int i = 0; i < sizes.Length; i++)
        {
            await databases[i].FillAsync(sizes[i]);
        }

        // Posts that come after all that are kept, and copies of a template that is kept in each.
        var posts = new GeneratedPosts();
        for (int i = 0; i < sizes.Max(); i++)
        {
            posts.Next();
        }

        Measure[] measures = [.. sizes.Select(_ => new Measure())];
        int templates = 0;
        for (int lookup = 0; lookup < WarmUp + Lookups; lookup++)
        {
            (string text, int? template) = posts.Next();
            templates += lookup >= WarmUp && template is not null ? 1 : 0;
            Fingerprint fingerprint = Fingerprint.Compute(text);
            for (int i = 0; i < databases.Length; i++)
            {
                Measure measure = lookup < WarmUp ? new Measure() : measures[i];
                await LookUpAsync(databases[i], fingerprint, template is not null, measure);
            }
        }

        return await TableAsync($"{engine}, {templates} of them of copies", databases, sizes, measures);
    }

    private static async Task<string> TableAsync(
        string engine,
        FingerprintDatabase[] databases,
        int[] sizes,
        Measure[] measures
    )
    {
        var table = new StringBuilder();
        table.Line($"### Looking a post's copies up as posts grow: {engine}");
        table.Line($"{Lookups:N0} lookups, each in all in turn; goal: the median of {sizes[^1]:N0} ≤ {Goal} ×.");
        table.Line($"");
        table.Line($"| posts | bands | median µs | × first | p90 µs | candidates | copies found |");
        table.Line($"|---:|---:|---:|---:|---:|---:|---:|");
        for (int i = 0; i < sizes.Length; i++)
        {
            Measure own = measures[i];
            double ratio = own.Percentile(0.5) / measures[0].Percentile(0.5);
            table.Line(
                $"| {sizes[i]:N0} | {await databases[i].CountBandsAsync():N0} | {own.Percentile(0.5):N0} | {ratio:F2} | {own.Percentile(0.9):N0} | {(double)own.Candidates / Lookups:F1} | {own.Copies} |"
            );
            await databases[i].DisposeAsync();
        }

        return table.ToString();
    }

    private static async Task LookUpAsync(
        FingerprintDatabase database,
        Fingerprint fingerprint,
        bool isCopy,
        Measure measure
    )
    {
        long began = Stopwatch.GetTimestamp();
        IReadOnlyList<FingerprintEntry> found = await database.Fingerprints.FindAsync(fingerprint.Bands, MaxBucket);
        measure.Times.Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds);
        measure.Candidates += found.Count;
        measure.Copies += isCopy && IsCopy(fingerprint, found) ? 1 : 0;
    }

    private static bool IsCopy(Fingerprint fingerprint, IReadOnlyList<FingerprintEntry> found) =>
        found.Any(kept => fingerprint.EstimateSimilarity(kept.Fingerprint) >= 0.8);

    private sealed class Measure
    {
        public List<double> Times { get; } = [];

        public int Candidates { get; set; }

        public int Copies { get; set; }

        public double Percentile(double share) => Times.Order().ElementAt((int)(share * (Times.Count - 1)));
    }
}
