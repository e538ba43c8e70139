namespace LearningStudio.HostApi.Operations;

/// <summary>A switch of the cache, in this process.</summary>
/// <param name="Name"><c>all</c>, or the name of a policy.</param>
/// <param name="Pattern">The keys it switches.</param>
/// <param name="Enabled">Whether they are cached, as far as this switch goes: <c>all</c> comes before the others.</param>
internal sealed record CacheSwitch(string Name, string Pattern, bool Enabled);
