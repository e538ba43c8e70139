using System.Diagnostics.Metrics;
using LearningStudio.Statements;

namespace LearningStudio.Repositories.Outbox;

/// <summary>The outbox's instruments, as of the last look at it.</summary>
internal sealed class OutboxMetrics
{
    private readonly Gauge<long> _pending;
    private readonly Gauge<double> _oldestAge;
    private readonly Counter<long> _failures;

    public OutboxMetrics(IMeterFactory? factory)
    {
        Meter meter = factory?.Create(DatabaseMetrics.Name) ?? DatabaseMetrics.SharedMeter;
        _pending = meter.CreateGauge<long>(
            "forum.outbox.pending",
            "{row}",
            "Rows of events that were not handled right after their commit."
        );
        _oldestAge = meter.CreateGauge<double>("forum.outbox.oldest_age", "s", "Age of the oldest pending row.");
        _failures = meter.CreateCounter<long>(
            "forum.outbox.failures",
            "{call}",
            "Calls of event handlers that failed."
        );
    }

    public void Looked(WaitingRows waiting)
    {
        _pending.Record(waiting.Pending);
        _oldestAge.Record(waiting.OldestAge.TotalSeconds);
    }

    public void Failed(int calls) => _failures.Add(calls);
}
