namespace LearningStudio.HostApi.Writing;

/// <summary>What was stored.</summary>
/// <param name="TopicId">The topic.</param>
/// <param name="PostId">The post.</param>
/// <param name="IsVisible">Whether everybody sees it; false while it waits for approval.</param>
internal sealed record PostResult(long TopicId, long PostId, bool IsVisible);
