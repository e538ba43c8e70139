using LearningStudio.Caching.Policies;

namespace LearningStudio.Caching.Fills;

/// <summary>What the starter of a fill wants computed, and under which rules.</summary>
internal abstract class FillRequest<T>(string key, CallPlan plan, string[] tags)
{
    public string Key => key;

    public CallPlan Plan => plan;

    public string[] Tags => tags;

    /// <summary>Whether nobody waits for the value.</summary>
    public bool IsBackground { get; init; }

    public abstract ValueTask<T> RunFactoryAsync(CancellationToken cancellationToken);
}
