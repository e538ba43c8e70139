using LearningStudio.Caching.Policies;

namespace LearningStudio.Caching.Fills;

/// <summary>What a caller wants computed, and under which rules.</summary>
internal abstract class FillRequest<T>(string key, CallPlan plan, string[] tags) : IFillCall<T>
{
    public string Key => key;

    public CallPlan Plan => plan;

    public string[] Tags => tags;

    public abstract ValueTask<T> RunFactoryAsync(CancellationToken cancellationToken);

    public FillRequest<T> ToRequest() => this;
}
