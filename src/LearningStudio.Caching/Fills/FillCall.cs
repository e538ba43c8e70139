using LearningStudio.Caching.Policies;

namespace LearningStudio.Caching.Fills;

/// <summary>A call that may become a <see cref="FillRequest{T}"/>: most join a fill, and need none.</summary>
internal readonly record struct FillCall<TState, T>(
    string Key,
    CallPlan Plan,
    string[] Tags,
    TState State,
    Func<TState, CancellationToken, ValueTask<T>> Factory
)
{
    public FillRequest<T> ToRequest() => new FillRequest<TState, T>(Key, Plan, Tags, State, Factory);
}
