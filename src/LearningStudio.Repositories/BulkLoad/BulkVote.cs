namespace LearningStudio.Repositories.BulkLoad;

/// <summary>A vote on a post.</summary>
public sealed class BulkVote
{
    /// <summary>The post.</summary>
    public required long PostId { get; init; }

    /// <summary>Whether it is for the post.</summary>
    public required bool IsUp { get; init; }
}
