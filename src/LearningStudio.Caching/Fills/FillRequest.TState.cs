using LearningStudio.Caching.Policies;

namespace LearningStudio.Caching.Fills;

/// <summary>A request with the state that its factory takes.</summary>
internal sealed class FillRequest<TState, T>(
    string key,
    CallPlan plan,
    string[] tags,
    TState state,
    Func<TState, CancellationToken, ValueTask<T>> factory
) : FillRequest<T>(key, plan, tags)
{
    public override ValueTask<T> RunFactoryAsync(CancellationToken cancellationToken) =>
        factory(state, cancellationToken);
}
