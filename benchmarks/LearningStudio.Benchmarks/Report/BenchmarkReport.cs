using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LearningStudio.Benchmarks.Turns;

namespace LearningStudio.Benchmarks.Report;

/// <summary>
/// Makes <c>docs/benchmarks.md</c> and its plots of the newest result of each subject: what was found stands in the result
/// files alone. The command is <c>report &lt;folder of the project&gt;</c>.
/// </summary>
internal sealed partial class BenchmarkReport
{
    public const string Page = "docs/benchmarks.md";
    public const string Plots = "docs/benchmarks";
    public const string Endpoints = "Endpoints before and after";
    public const string Cache = "The cache beside its peers";
    public const string Repositories = "The repositories beside Dapper and Entity Framework Core";
    public const string Moderation = "Moderation";
    private const string Results = "benchmarks/results";

    private static readonly string[] Subjects =
    [
        Endpoints,
        "The host under half an hour of mixed load",
        "The host while its Redis fails",
        Cache,
        Repositories,
        Moderation,
    ];

    private const string Head = """
        # Benchmarks

        What was measured, and where a peer is better. Each part is the newest of the dated files in
        [benchmarks/results](../benchmarks/results), with its machine, commit and date; the commands stand in
        [benchmarks/README.md](../benchmarks/README.md). Variants of one row or table ran in turn, round after round, on one
        machine that was not always quiet: read the ratios, not the times. Plots draw the tables above them.

        This page is made by `dotnet run -c Release --project benchmarks/LearningStudio.Benchmarks -- report .`
        """;

    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly StringBuilder _page = new();

    private BenchmarkReport() { }

    /// <summary>The files of the report, by path below the folder.</summary>
    public static IReadOnlyDictionary<string, string> Of(string folder)
    {
        var report = new BenchmarkReport();
        report._page.AppendLine(Head);
        foreach (ResultFile result in ResultFile.Newest(Path.Combine(folder, Results), Subjects))
        {
            report.Add(result);
        }

        report._files[Page] = report._page.ToString();
        return report._files;
    }

    public static void Write(string folder)
    {
        string plots = Path.Combine(folder, Plots);
        if (Directory.Exists(plots))
        {
            Directory.Delete(plots, recursive: true);
        }

        Directory.CreateDirectory(plots);
        foreach ((string path, string text) in Of(folder))
        {
            File.WriteAllText(Path.Combine(folder, path), text);
        }
    }

    private void Add(ResultFile result)
    {
        string name = Path.GetFileName(result.Path);
        _page.Line($"\n## {result.Title}\n\n[{name}](../{Results}/{name})");
        string heading = result.Subject;
        var table = new List<string>();
        foreach (string line in result.Lines.Append(""))
        {
            if (ResultTable.IsRow(line))
            {
                table.Add(line);
                _page.AppendLine(line);
                continue;
            }

            Draw(heading, table);
            table.Clear();
            if (line.StartsWith('#'))
            {
                heading = line.TrimStart('#', ' ');
                _page.AppendLine("### " + heading);
            }
            else
            {
                _page.AppendLine(Moved(line));
            }
        }
    }

    private void Draw(string heading, List<string> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        var table = new ResultTable(lines);
        if (table.Growth() is var (what, sizes, series))
        {
            Add($"{heading}: over {what}", LinePlot.Draw(heading, what, sizes, series));
            return;
        }

        foreach ((string column, Bar[] bars) in table.Plots())
        {
            Add($"{heading}: {column}", BarPlot.Draw(heading, column, bars));
        }
    }

    private void Add(string description, string plot)
    {
        string file = string.Create(CultureInfo.InvariantCulture, $"{Plots}/{_files.Count + 1:00}.svg");
        _files[file] = plot;
        _page.Line($"\n![{description}]({file["docs/".Length..]})");
    }

    // A result's links are relative to its folder.
    private static string Moved(string line) => Link().Replace(line, "](../benchmarks/results/");

    [GeneratedRegex(@"\]\((?!https:|#)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
