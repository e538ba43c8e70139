using System.Text;
using LearningStudio.Benchmarks.Turns;

namespace LearningStudio.Benchmarks.Report;

/// <summary>Bars as an SVG, legible on a light and a dark page; on a logarithmic scale where they differ by much.</summary>
internal static class BarPlot
{
    private const int Names = 300;
    private const int Longest = 360;
    private const int Shortest = 4;
    private const int Row = 24;
    private const int Top = 44;
    private const double MuchApart = 20;

    public static string Draw(string title, string column, IReadOnlyList<Bar> bars)
    {
        double most = bars.Max(bar => bar.Value);
        // What was rounded to nothing has the shortest bar on either scale.
        double least = bars.Where(bar => bar.Value > 0).Min(bar => bar.Value);
        bool isLogarithmic = most / least > MuchApart;
        int height = Top + (bars.Count * Row) + 12;
        string scale = isLogarithmic ? $"{column}, logarithmic" : column;
        StringBuilder svg = Svg.Begin(title, scale, height);
        for (int i = 0; i < bars.Count; i++)
        {
            double share = isLogarithmic
                ? Math.Log(Math.Max(bars[i].Value, least) / least) / Math.Log(most / least)
                : bars[i].Value / most;
            int length = Shortest + (int)(share * (Longest - Shortest));
            int y = Top + (i * Row);
            svg.Line($"""  <text x="{Names - 8}" y="{y + 13}" text-anchor="end">{Svg.Escaped(bars[i].Name)}</text>""");
            svg.Line($"""  <rect x="{Names}" y="{y}" width="{length}" height="18" fill="#3b6ea5" />""");
            svg.Line($"""  <text x="{Names + length + 6}" y="{y + 13}">{bars[i].Value:#,0.####}</text>""");
        }

        return svg.End();
    }
}
