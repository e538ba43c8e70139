using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LearningStudio.QueryBudgets.Diagnostics;

// Rule: statements are observed by the process, and logs are a host's. Each host that runs logs the first failure, once:
//   the same one may occur with every statement. Its message is left out, as it may hold a value.
// Threads: any.
internal sealed class FailureLog : IDisposable
{
    private static readonly ConcurrentDictionary<FailureLog, bool> Open = new();
    private readonly ILogger _logger;
    private int _isLogged;

    public FailureLog(ILogger logger)
    {
        _logger = logger;
        Open.TryAdd(this, true);
    }

    public static void Report(Exception failure)
    {
        foreach ((FailureLog log, _) in Open)
        {
            log.Write(failure);
        }
    }

    public void Dispose() => Open.TryRemove(this, out _);

    private void Write(Exception failure)
    {
        if (Interlocked.Exchange(ref _isLogged, 1) != 0)
        {
            return;
        }

        try
        {
            _logger.ObservingFailed(failure.GetType(), failure.StackTrace?.Split('\n')[0].Trim());
        }
#pragma warning disable CA1031 // The log itself may be what fails.
        catch (Exception)
#pragma warning restore CA1031
        {
            Volatile.Write(ref _isLogged, 1);
        }
    }
}
