using System.Globalization;
using System.Text.RegularExpressions;

namespace LearningStudio.Benchmarks.Report;

/// <summary>A table of a result, and which of its columns can be drawn.</summary>
internal sealed partial class ResultTable(IReadOnlyList<string> lines)
{
    private const int HeadLines = 2;
    private const int MinBars = 2;
    private const int MinPoints = 3;
    private static readonly string[] Growing = ["rules", "posts", "keys", "forums", "callers"];
    private static readonly string[] Measured = [", ns", ", µs", " µs", "buffers"];
    private static readonly string[] Drawn = ["× ", "median µs", "buffers", "posts/s", "items/s"];
    private readonly string[] _head = Cells(lines[0]);
    private readonly string[][] _rows = [.. lines.Skip(HeadLines).Select(Cells)];

    public static bool IsRow(string line) => line.StartsWith('|');

    /// <summary>What grows from row to row, with the lines over it; null where the rows are no sizes.</summary>
    public (string What, double[] Sizes, Series[] Lines)? Growth()
    {
        if (!Growing.Contains(_head[0], StringComparer.Ordinal) || _rows.Length < MinPoints)
        {
            return null;
        }

        Series[] series =
        [
            .. Enumerable
                .Range(1, _head.Length - 1)
                .Where(column => Array.Exists(Measured, unit => _head[column].Contains(unit, StringComparison.Ordinal)))
                .Select(column => new Series(_head[column], [.. _rows.Select(row => Number(row[column]) ?? 0)]))
                .Where(line => Array.TrueForAll(line.Values, value => value > 0)),
        ];
        return series.Length == 0 ? null : (_head[0], [.. _rows.Select(row => Number(row[0])!.Value)], series);
    }

    /// <summary>The columns that are drawn: name, and a bar a row; none where the rows hold no numbers.</summary>
    public IEnumerable<(string Column, Bar[] Bars)> Plots()
    {
        for (int column = 1; column < _head.Length; column++)
        {
            string name = _head[column];
            if (!Array.Exists(Drawn, drawn => name.Contains(drawn, StringComparison.Ordinal)))
            {
                continue;
            }

            Bar[] bars =
            [
                .. _rows
                    .Where(row => row.Length > column && Number(row[column]) is not null)
                    .Select(row => new Bar(row[0], Number(row[column])!.Value)),
            ];
            if (bars.Length >= MinBars && Array.Exists(bars, bar => bar.Value > 0))
            {
                yield return (name, bars);
            }
        }
    }

    private static string[] Cells(string row) => [.. row.Trim('|', ' ').Split('|').Select(cell => cell.Trim())];

    private static double? Number(string cell) =>
        FirstNumber().Match(cell) is { Success: true } match
            ? double.Parse(match.Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(@"^[0-9][0-9,]*(\.[0-9]+)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FirstNumber();
}
