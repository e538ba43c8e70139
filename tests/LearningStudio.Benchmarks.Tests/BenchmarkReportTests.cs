using LearningStudio.Benchmarks.Report;

namespace LearningStudio.Benchmarks.Tests;

public sealed class BenchmarkReportTests
{
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
    public void Table_DrawsTheColumnsThatHoldRatios()
    {
        var table = new ResultTable([
            "| variant | ns | × first (quartiles) |",
            "|---|---:|---|",
            "| one | 1,000 | 1.00 (1.00-1.00) |",
            "| other | 2,500 | 2.50 (2.20-2.70) |",
        ]);

        (string column, Bar[] bars) = table.Plots().ShouldHaveSingleItem();

        column.ShouldBe("× first (quartiles)");
        bars.ShouldBe([new Bar("one", 1), new Bar("other", 2.5)]);
        BarPlot.Draw("A <b> & c", column, bars).ShouldContain("A &lt;b&gt; &amp; c");
    }
}
