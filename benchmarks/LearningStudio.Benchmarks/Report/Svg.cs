using System.Security;
using System.Text;
using LearningStudio.Benchmarks.Turns;

namespace LearningStudio.Benchmarks.Report;

/// <summary>What every plot begins and ends with.</summary>
internal static class Svg
{
    private const int Width = 760;

    public static StringBuilder Begin(string title, string scale, int height)
    {
        var svg = new StringBuilder();
        svg.Line(
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" role="img" aria-label="{Escaped(title)}" font-family="sans-serif" font-size="12" fill="#1f2328">"""
        );
        svg.Line($"""  <rect width="{Width}" height="{height}" rx="6" fill="#ffffff" />""");
        svg.Line($"""  <text x="12" y="20" font-weight="bold">{Escaped(title)}</text>""");
        svg.Line($"""  <text x="12" y="36" fill="#57606a">{Escaped(scale)}</text>""");
        return svg;
    }

    public static string End(this StringBuilder svg) => svg.Append("</svg>").AppendLine().ToString();

    public static string Escaped(string text) => SecurityElement.Escape(text);
}
