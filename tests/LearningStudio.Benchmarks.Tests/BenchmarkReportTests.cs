using System.Globalization;
using LearningStudio.Benchmarks.Report;

namespace LearningStudio.Benchmarks.Tests;

public sealed class BenchmarkReportTests
{
    private const string HeadlineTable = "SQLite, memory; 1,000,000 posts: times as fast as before";

    // What README.md says of the rows of the table, with the columns from "uncached" on.
    private static readonly (string Row, string Sentence)[] Headline =
    [
        ("forum list", "the forum list is {1:0} times as fast with an empty cache and {2:0} times with a warm one"),
        ("topic detail", "read as the old list serializer did, {1:0} and {2:0} times"),
        ("moderation queue", "the review queue, never cached, {0:0} times"),
    ];

    [Fact]
    public void Page_IsWhatTheResultsMake()
    {
        string root = Checkout.Root;

        IReadOnlyDictionary<string, string> report = BenchmarkReport.Of(root);

        string[] plots = Directory.GetFiles(Path.Combine(root, BenchmarkReport.Plots));
        plots.Length.ShouldBe(report.Count - 1, "plots that no table draws");
        foreach ((string path, string text) in report)
        {
            File.ReadAllText(Path.Combine(root, path)).ShouldBe(text, path);
        }
    }

    [Fact]
    public void Headline_IsWhatTheEndpointsWereFoundToBe()
    {
        string table = Table(HeadlineTable);
        string readme = File.ReadAllText(Checkout.PathOf("README.md")).ReplaceLineEndings(" ");

        foreach ((string row, string sentence) in Headline)
        {
            double[] ratios =
            [
                .. Cells(table, row)
                    .Select(cell => cell.Split(' ')[0])
                    .Where(cell => double.TryParse(cell, CultureInfo.InvariantCulture, out _))
                    .Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)),
            ];
            readme.ShouldContain(string.Format(CultureInfo.InvariantCulture, sentence, [.. ratios.Cast<object>()]));
        }
    }

    // What misses its goal has the goal beside it.
    [Theory]
    [InlineData(HeadlineTable)]
    [InlineData("PostgreSQL, Redis; 1,000,000 posts: times as fast as before")]
    public void GoalsAtAMillionPosts_AreMetByTheThreeEndpointsThatHaveThem(string heading)
    {
        string table = Table(heading);

        foreach ((string row, _) in Headline)
        {
            string.Join('|', Cells(table, row)).ShouldNotContain("goal", Case.Sensitive, row);
        }
    }

    [Fact]
    public void TableOfWhatGrows_IsDrawnAsLines()
    {
        var table = new ResultTable([
            "| callers | one, ns | other, ns |",
            "|---:|---:|---:|",
            "| 1 | 1,000 | 100 |",
            "| 8 | 500 | 200 |",
            "| 64 | 250 | 400 |",
        ]);

        (string what, double[] sizes, Series[] lines) = table.Growth().ShouldNotBeNull();

        what.ShouldBe("callers");
        sizes.ShouldBe([1, 8, 64]);
        lines.Select(line => line.Name).ShouldBe(["one, ns", "other, ns"]);
        lines[1].Values.ShouldBe([100, 200, 400]);
        string plot = LinePlot.Draw("A <b>", what, sizes, lines);
        plot.ShouldContain("A &lt;b&gt;");
        // The highest stands at the left and at the top, the lowest at the left and at the bottom.
        plot.ShouldContain("points=\"70,56 ");
        plot.ShouldContain("points=\"70,256 ");
    }

    [Fact]
    public void TwoResultsOfADay_AreRefused()
    {
        string folder = Directory.CreateTempSubdirectory("results-").FullName;
        foreach (string hash in new[] { "aaaaaaa", "bbbbbbb" })
        {
            File.WriteAllText(
                Path.Combine(folder, $"2026-01-01-{hash}.md"),
                $"# Moderation, 2026-01-01, commit {hash}"
            );
        }

        Should
            .Throw<InvalidOperationException>(() => ResultFile.Newest(folder, ["Moderation"]))
            .Message.ShouldContain("2026-01-01");
        File.WriteAllText(Path.Combine(folder, "2026-01-02-0000000.md"), "# Moderation, 2026-01-02, commit 0000000");
        ResultFile.Newest(folder, ["Moderation"]).ShouldHaveSingleItem().Title.ShouldContain("0000000");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void ColumnOfNothingButZeros_IsNotDrawn() =>
        new ResultTable(["| variant | × first |", "|---|---:|", "| one | 0.0 |", "| other | 0.0 |"])
            .Plots()
            .ShouldBeEmpty();

    [Fact]
    public void Table_DrawsTheColumnsThatHoldRatios()
    {
        var table = new ResultTable([
            "| variant | ns | × first (quartiles) |",
            "|---|---:|---|",
            "| one | 1,000 | 1.00 (1.00-1.00) |",
            "| other | 2,500 | 2.50 (2.20-2.70) |",
            "| nothing | 1 | 0.00 (0.00-0.00) |",
            "| unknown | – | – |",
        ]);

        (string column, Bar[] bars) = table.Plots().ShouldHaveSingleItem();

        column.ShouldBe("× first (quartiles)");
        bars.ShouldBe([new Bar("one", 1), new Bar("other", 2.5), new Bar("nothing", 0)]);
        BarPlot.Draw("A <b> & c", column, bars).ShouldContain("A &lt;b&gt; &amp; c");
    }

    private static string Table(string heading)
    {
        string page = BenchmarkReport.Of(Checkout.Root)[BenchmarkReport.Page];
        return page[page.IndexOf(heading, StringComparison.Ordinal)..];
    }

    private static IEnumerable<string> Cells(string table, string row) =>
        table
            .Split('\n')
            .First(line => line.StartsWith($"| {row} |", StringComparison.Ordinal))
            .Split('|', StringSplitOptions.TrimEntries)
            .Skip(2);
}
