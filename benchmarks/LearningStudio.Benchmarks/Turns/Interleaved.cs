using System.Diagnostics;
using System.Text;

namespace LearningStudio.Benchmarks.Turns;

/// <summary>Runs variants in turn, round after round, so that whatever else the machine does meets all of them alike.</summary>
/// <remarks>
/// A round's ratio compares a variant with the first one in the same round; the table gives the median of the rounds,
/// and the quartiles. Times are the process's processor time where <c>cpu</c> is asked for, else those of the clock.
/// </remarks>
internal sealed class Interleaved(string title, int operations, bool cpu, Func<Task<long>>? countCommands = null)
{
    private static readonly int Rounds = Effort.Rounds(15);
    private readonly int _operations = Effort.Operations(operations);

    /// <summary>Checks that all ways answer the same, then runs them.</summary>
    public async Task<string> RunAsync<T>(params Way<T>[] ways)
    {
        await SameAnswer.CheckAsync(ways);
        return await RunAsync([.. ways.Select(way => way.Repeated())]);
    }

    public async Task<string> RunAsync(params Variant[] variants) => Table(variants, await SampleAsync(variants));

    /// <summary>Runs variants for a row of <see cref="Growth"/>: their names, and their medians in nanoseconds.</summary>
    public async Task<IReadOnlyList<(string Name, double Nanoseconds)>> MediansAsync(params Variant[] variants)
    {
        Dictionary<string, List<Sample>> samples = await SampleAsync(variants);
        return [.. variants.Select(one => (one.Name, Median(samples[one.Name].Select(sample => sample.Nanoseconds))))];
    }

    private async Task<Dictionary<string, List<Sample>>> SampleAsync(Variant[] variants)
    {
        foreach (Variant variant in variants)
        {
            await variant.RunAsync(_operations);
        }

        var samples = variants.ToDictionary(variant => variant.Name, _ => new List<Sample>(), StringComparer.Ordinal);
        for (int round = 0; round < Rounds; round++)
        {
            // Another one begins each time: it finds what the last one left of the processor's caches and the heap.
            for (int i = 0; i < variants.Length; i++)
            {
                Variant variant = variants[(round + i) % variants.Length];
                samples[variant.Name].Add(await MeasureAsync(variant));
            }
        }

        return samples;
    }

    private async Task<Sample> MeasureAsync(Variant variant)
    {
        int count = _operations * variant.Times;
        long commands = countCommands is null ? 0 : await countCommands();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long began = Stopwatch.GetTimestamp();
        await variant.RunAsync(count);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(began);
        processor = Environment.CpuUsage.TotalTime - processor;
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        commands = countCommands is null ? 0 : await countCommands() - commands;
        return new Sample(
            (cpu ? processor : elapsed).TotalNanoseconds / count,
            (double)bytes / count,
            (double)commands / count
        );
    }

    private string Table(Variant[] variants, Dictionary<string, List<Sample>> samples)
    {
        bool hasGoals = variants.Any(variant => variant.Goal is not null);
        (string goals, string goalRule) = hasGoals ? (" goal |", "---:|") : ("", "");
        (string commands, string commandRule) = countCommands is null ? ("", "") : (" commands |", "---:|");
        var table = new StringBuilder();
        table.Line($"### {title}");
        table.Line(
            $"{Rounds} interleaved rounds of {_operations:N0}; {(cpu ? "processor time" : "time")} an operation."
        );
        table.Line($"");
        table.Line($"| variant | ns | × first (quartiles) |{goals} B |{commands}");
        table.Line($"|---|---:|---|{goalRule}---:|{commandRule}");
        foreach (Variant variant in variants)
        {
            List<Sample> own = samples[variant.Name];
            double[] ratios =
            [
                .. own.Zip(samples[variants[0].Name], (one, other) => one.Nanoseconds / other.Nanoseconds).Order(),
            ];
            double time = Median(own.Select(sample => sample.Nanoseconds));
            double bytes = Median(own.Select(sample => sample.Bytes));
            string ratio =
                $"{Text(Quantile.Of(ratios, 0.5))} ({Text(Quantile.Of(ratios, 0.25))}-{Text(Quantile.Of(ratios, 0.75))})";
            string goal = hasGoals ? $" {(variant.Goal is { } most ? $"≤ {Text(most)}" : "")} |" : "";
            double sent = Median(own.Select(sample => sample.Commands));
            string count = countCommands is null ? "" : $" {Text(sent)} |";
            table.Line($"| {variant.Name} | {time:N0} | {ratio} |{goal} {bytes:N1} |{count}");
        }

        return table.ToString();
    }

    // A hundredth of something needs more digits.
    private static string Text(double value) =>
        value is > 0 and < 0.1 ? Markdown.Text($"{value:F4}") : Markdown.Text($"{value:F2}");

    private static double Median(IEnumerable<double> values) => Quantile.Of([.. values.Order()], 0.5);

    private sealed record Sample(double Nanoseconds, double Bytes, double Commands);
}
