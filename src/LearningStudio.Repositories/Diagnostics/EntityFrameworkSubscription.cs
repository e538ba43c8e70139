using System.Diagnostics;

namespace LearningStudio.Repositories.Diagnostics;

// Rule: the first subscription listens, the last that ends stops listening.
// Threads: any, under one lock.
internal sealed class EntityFrameworkSubscription : IDisposable
{
    private static readonly Lock Access = new();
    private static EntityFrameworkListeners? _listeners;
    private static IDisposable? _all;
    private static int _count;
    private int _ended;

    public EntityFrameworkSubscription()
    {
        lock (Access)
        {
            if (_count++ == 0)
            {
                _listeners = new EntityFrameworkListeners(StatementRecorder.Shared);
                _all = DiagnosticListener.AllListeners.Subscribe(_listeners);
            }
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 1)
        {
            return;
        }

        lock (Access)
        {
            if (--_count == 0)
            {
                _all?.Dispose();
                _listeners?.Dispose();
            }
        }
    }
}
