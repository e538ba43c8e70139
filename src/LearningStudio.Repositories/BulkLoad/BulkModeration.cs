namespace LearningStudio.Repositories.BulkLoad;

/// <summary>An entry of the moderation log.</summary>
/// <param name="Id">The entry's id.</param>
/// <param name="PostId">The post it concerns.</param>
/// <param name="ModeratorId">Who acted; null if not known.</param>
/// <param name="Action">What was done, for example <c>close</c>.</param>
/// <param name="Comment">The reason given.</param>
/// <param name="CreatedAt">When it was done.</param>
public sealed record BulkModeration(
    long Id,
    long PostId,
    long? ModeratorId,
    string Action,
    string? Comment,
    DateTimeOffset CreatedAt
);
