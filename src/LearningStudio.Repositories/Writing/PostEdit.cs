namespace LearningStudio.Repositories.Writing;

/// <summary>A new text for a post.</summary>
/// <param name="PostId">The post.</param>
/// <param name="Body">Its text from now on.</param>
/// <param name="EditedAt">When.</param>
/// <param name="IsHeld">Whether it waits for approval from now on.</param>
public sealed record PostEdit(long PostId, string Body, DateTimeOffset EditedAt, bool IsHeld);
