namespace LearningStudio.HostApi.Http;

/// <summary>Marks endpoints that answer from the cache, for <see cref="CostHeaders"/>.</summary>
internal sealed class CachedMetadata
{
    public static CachedMetadata Instance { get; } = new();
}
