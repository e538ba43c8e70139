using LearningStudio.Caching.Policies;

namespace LearningStudio.Caching.Fills;

/// <summary>What a caller wants computed, and under which rules.</summary>
internal sealed record FillRequest<T>(
    string Key,
    CallPlan Plan,
    string[] Tags,
    Func<CancellationToken, ValueTask<T>> Factory
);
