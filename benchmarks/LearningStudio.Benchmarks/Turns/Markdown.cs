using System.Globalization;
using System.Text;

namespace LearningStudio.Benchmarks.Turns;

/// <summary>Lines of a table, numbers in the same writing wherever it runs.</summary>
internal static class Markdown
{
    public static void Line(this StringBuilder table, FormattableString line) => table.AppendLine(Text(line));

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
