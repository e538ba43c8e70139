using System.Text;
using LearningStudio.Benchmarks.Turns;

namespace LearningStudio.Benchmarks.Report;

/// <summary>Lines over what grows, as an SVG; both scales are logarithmic.</summary>
internal static class LinePlot
{
    private const int Left = 70;
    private const int Right = 470;
    private const int Top = 56;
    private const int Bottom = 256;
    private const int Height = 300;
    private const int Line = 16;
    private static readonly string[] Colours = ["#3b6ea5", "#b3541e", "#4d7c3a", "#7a4d8f", "#8a7a1f", "#57606a"];

    /// <param name="title">The heading.</param>
    /// <param name="what">What grows.</param>
    /// <param name="sizes">Its sizes, in ascending order.</param>
    /// <param name="series">The lines: a value a size.</param>
    public static string Draw(string title, string what, IReadOnlyList<double> sizes, IReadOnlyList<Series> series)
    {
        double least = series.Min(one => one.Values.Min());
        double most = series.Max(one => one.Values.Max());
        StringBuilder svg = Svg.Begin(title, "both scales logarithmic", Height);
        svg.Line($"""  <path d="M{Left} {Top}V{Bottom}H{Right}" fill="none" stroke="#57606a" />""");
        svg.Line($"""  <text x="{Left - 6}" y="{Top + 4}" text-anchor="end">{most:#,0.##}</text>""");
        svg.Line($"""  <text x="{Left - 6}" y="{Bottom}" text-anchor="end">{least:#,0.##}</text>""");
        foreach (double size in sizes)
        {
            svg.Line($"""  <text x="{X(size)}" y="{Bottom + 16}" text-anchor="middle">{size:#,0}</text>""");
        }

        svg.Line(
            $"""  <text x="{(Left + Right) / 2}" y="{Bottom + 34}" text-anchor="middle">{Svg.Escaped(what)}</text>"""
        );
        for (int i = 0; i < series.Count; i++)
        {
            string colour = Colours[i % Colours.Length];
            string points = string.Join(
                ' ',
                sizes.Zip(series[i].Values, (size, value) => Markdown.Text($"{X(size)},{Y(value)}"))
            );
            int y = Top + (i * Line);
            svg.Line($"""  <polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2" />""");
            svg.Line($"""  <rect x="{Right + 20}" y="{y - 9}" width="10" height="10" fill="{colour}" />""");
            svg.Line($"""  <text x="{Right + 36}" y="{y}">{Svg.Escaped(series[i].Name)}</text>""");
        }

        return svg.End();

        int X(double size) => Place(size, sizes[0], sizes[^1], Left, Right);
        int Y(double value) => Place(value, least, most, Bottom, Top);
    }

    private static int Place(double value, double least, double most, int from, int to) =>
        from + (int)((to - from) * (most > least ? Math.Log(value / least) / Math.Log(most / least) : 0.5));
}
