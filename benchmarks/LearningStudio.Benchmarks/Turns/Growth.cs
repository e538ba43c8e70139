using System.Globalization;
using System.Text;

namespace LearningStudio.Benchmarks.Turns;

/// <summary>A table of what variants take as something grows: a row a size, a column a variant.</summary>
/// <param name="title">The heading.</param>
/// <param name="what">What grows.</param>
/// <param name="unit">What is measured.</param>
internal sealed class Growth(string title, string what, string unit = "ns")
{
    private readonly List<(int Size, IReadOnlyList<(string Name, double Value)> Values)> _rows = [];

    public void Add(int size, params IReadOnlyList<(string Name, double Value)> values) => _rows.Add((size, values));

    public override string ToString()
    {
        var table = new StringBuilder();
        string[] names = [.. _rows[0].Values.Select(value => $"{value.Name}, {unit}")];
        table.Line($"### {title}");
        table.Line($"");
        table.Line($"| {what} | {string.Join(" | ", names)} |");
        table.Line($"|---:|{string.Concat(names.Select(_ => "---:|"))}");
        foreach ((int size, IReadOnlyList<(string Name, double Value)> values) in _rows)
        {
            string cells = string.Join(
                " | ",
                values.Select(value => value.Value.ToString("N0", CultureInfo.InvariantCulture))
            );
            table.Line($"| {size:N0} | {cells} |");
        }

        return table.ToString();
    }
}
