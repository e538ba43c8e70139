namespace LearningStudio.Repositories.BulkLoad;

/// <summary>An entry of the review log.</summary>
public sealed class BulkModeration
{
    /// <summary>The entry's id.</summary>
    public required long Id { get; init; }

    /// <summary>The post it concerns.</summary>
    public required long PostId { get; init; }

    /// <summary>Who acted; null if not known.</summary>
    public long? ModeratorId { get; init; }

    /// <summary>What was done, for example <c>close</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The reason given.</summary>
    public string? Comment { get; init; }

    /// <summary>When it was done.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
