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
    /// <summary>Whether nobody waits for the value: the old one serves until the new one is stored.</summary>
    public bool IsBackground { get; init; }

    /// <summary>
    /// Whether the call has joined a fill before. Then whatever it joins now began after it came, and is fresh for it.
    /// </summary>
    public bool HasJoined { get; init; }

    public FillRequest<T> ToRequest() =>
        new FillRequest<TState, T>(Key, Plan, Tags, State, Factory) { IsBackground = IsBackground };
}
