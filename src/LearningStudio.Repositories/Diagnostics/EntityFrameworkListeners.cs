using System.Collections.Concurrent;
using System.Diagnostics;

namespace LearningStudio.Repositories.Diagnostics;

/// <summary>Listens to each of EF Core's listeners: service providers of its own make several.</summary>
internal sealed class EntityFrameworkListeners(StatementRecorder recorder) : IObserver<DiagnosticListener>, IDisposable
{
    private readonly EntityFrameworkObserver _observer = new(recorder);
    private readonly ConcurrentBag<IDisposable> _subscriptions = [];

    public void OnNext(DiagnosticListener value)
    {
        // Moderation.Sql reports its statements in the same form.
        if (value.Name is "Microsoft.EntityFrameworkCore" or "LearningStudio.Moderation.Sql")
        {
            _subscriptions.Add(value.Subscribe(_observer, EntityFrameworkObserver.Listens));
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose()
    {
        while (_subscriptions.TryTake(out IDisposable? subscription))
        {
            subscription.Dispose();
        }
    }
}
