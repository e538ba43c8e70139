using System.Globalization;

namespace LearningStudio.HostApi.Tests.Load;

/// <summary>What came of a load.</summary>
internal sealed class LoadReport(IReadOnlyList<LoadSample> samples)
{
    public IReadOnlyList<LoadSample> Samples => samples;

    public IEnumerable<LoadSample> Reads => samples.Where(sample => !sample.Request.IsWrite);

    /// <summary>Samples answered from one moment up to another, exclusive.</summary>
    public LoadReport Between(TimeSpan from, TimeSpan to) =>
        new([.. samples.Where(sample => sample.End >= from && sample.End < to)]);

    public IReadOnlyDictionary<int, int> Statuses() => samples.CountBy(sample => sample.Status).ToDictionary();

    /// <summary>Answers in each second since a moment, the last and incomplete one left out.</summary>
    public IReadOnlyList<int> PerSecond(TimeSpan since)
    {
        Dictionary<int, int> counts = samples
            .Where(sample => sample.End >= since)
            .CountBy(sample => (int)(sample.End - since).TotalSeconds)
            .ToDictionary();
        return counts.Count == 0
            ? []
            : [.. Enumerable.Range(0, counts.Keys.Max()).Select(second => counts.GetValueOrDefault(second))];
    }

    public double Milliseconds(double quantile)
    {
        double[] sorted = [.. samples.Select(sample => sample.Latency.TotalMilliseconds).Order()];
        return sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(quantile * sorted.Length))];
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{samples.Count} requests, p50 {Milliseconds(0.5):0.0} ms, p99 {Milliseconds(0.99):0.0} ms, statuses {string.Join(", ", Statuses().OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}"))}"
        );
}
