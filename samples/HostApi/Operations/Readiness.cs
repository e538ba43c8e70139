using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LearningStudio.HostApi.Operations;

/// <summary>Whether the host is ready, checked at most once a second, however often it is asked. Thread-safe.</summary>
internal sealed class Readiness(HealthCheckService checks, Draining draining, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<HealthReport>? _report;
    private long _checkedAt;
    private bool _wasStopping;

    public Task<HealthReport> ReadAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_report is null || IsOld(_report))
            {
                // The checks run for all who ask: none of them can cancel them.
                _report = Task.Run(() => checks.CheckHealthAsync(CancellationToken.None), CancellationToken.None);
                (_checkedAt, _wasStopping) = (time.GetTimestamp(), draining.IsStopping);
            }

            return _report.WaitAsync(cancellationToken);
        }
    }

    private bool IsOld(Task<HealthReport> report) =>
        _wasStopping != draining.IsStopping
        || (report.IsCompleted && (!report.IsCompletedSuccessfully || time.GetElapsedTime(_checkedAt) >= Interval));
}
