using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace LearningStudio.Benchmarks.Cache;

/// <summary>Runs variants in turn, round after round, so that whatever else the machine does meets all of them alike.</summary>
/// <remarks>
/// A round's ratio compares a variant with the first one in the same round; the table gives the median of the rounds,
/// and the quartiles. Times are the process's processor time where <c>cpu</c> is asked for, else those of the clock.
/// </remarks>
internal sealed class Interleaved(string title, int operations, bool cpu, Func<Task<long>>? countCommands = null)
{
    private const int Rounds = 15;

    public async Task<string> RunAsync(params Variant[] variants)
    {
        foreach (Variant variant in variants)
        {
            await variant.RunAsync(operations);
        }

        var samples = variants.ToDictionary(variant => variant.Name, _ => new List<Sample>(), StringComparer.Ordinal);
        for (int round = 0; round < Rounds; round++)
        {
            foreach (Variant variant in variants)
            {
                samples[variant.Name].Add(await MeasureAsync(variant));
            }
        }

        return Table(variants, samples);
    }

    private async Task<Sample> MeasureAsync(Variant variant)
    {
        long commands = countCommands is null ? 0 : await countCommands();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long began = Stopwatch.GetTimestamp();
        await variant.RunAsync(operations);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(began);
        processor = Environment.CpuUsage.TotalTime - processor;
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        commands = countCommands is null ? 0 : await countCommands() - commands;
        return new Sample((cpu ? processor : elapsed).TotalNanoseconds / operations, bytes, commands);
    }

    private string Table(Variant[] variants, Dictionary<string, List<Sample>> samples)
    {
        var table = new StringBuilder();
        Line(table, $"### {title}");
        Line(
            table,
            $"{Rounds} interleaved rounds of {operations:N0}; {(cpu ? "processor time" : "time")} an operation."
        );
        Line(table, "");
        Line(table, "| variant | ns | × first (quartiles) | B | commands |");
        Line(table, "|---|---:|---|---:|---:|");
        List<Sample> first = samples[variants[0].Name];
        foreach (Variant variant in variants)
        {
            List<Sample> own = samples[variant.Name];
            double[] ratios = [.. own.Zip(first, (one, other) => one.Nanoseconds / other.Nanoseconds).Order()];
            double time = Median(own.Select(sample => sample.Nanoseconds));
            double bytes = Median(own.Select(sample => (double)sample.Bytes)) / operations;
            double commands = Median(own.Select(sample => (double)sample.Commands)) / operations;
            string ratio = $"{ratios[Rounds / 2]:F2} ({ratios[Rounds / 4]:F2}-{ratios[Rounds * 3 / 4]:F2})";
            Line(table, $"| {variant.Name} | {time:N0} | {ratio} | {bytes:N1} | {commands:N2} |");
        }

        return table.ToString();
    }

    private static void Line(StringBuilder table, FormattableString line) =>
        table.AppendLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Line(StringBuilder table, string line) => table.AppendLine(line);

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private sealed record Sample(double Nanoseconds, long Bytes, long Commands);
}
