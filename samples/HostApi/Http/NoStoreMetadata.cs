namespace LearningStudio.HostApi.Http;

/// <summary>Marks an endpoint whose answers nobody may keep.</summary>
internal sealed class NoStoreMetadata;
