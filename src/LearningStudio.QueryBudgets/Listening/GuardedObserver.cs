using LearningStudio.QueryBudgets.Diagnostics;

namespace LearningStudio.QueryBudgets.Listening;

/// <summary>An observer whose failures do not reach the code that it observes.</summary>
internal abstract class GuardedObserver<T> : IObserver<T>
{
    public void OnNext(T value) => Guard.Run((this, value), static call => call.Item1.Observe(call.value));

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    protected abstract void Observe(T value);
}
