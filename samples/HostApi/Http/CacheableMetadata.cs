namespace LearningStudio.HostApi.Http;

/// <summary>Marks an endpoint whose answers bear an entity tag.</summary>
internal sealed class CacheableMetadata;
