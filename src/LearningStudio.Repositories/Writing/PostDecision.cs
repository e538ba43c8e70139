namespace LearningStudio.Repositories.Writing;

/// <summary>What a review decided about a post.</summary>
public sealed class PostDecision
{
    /// <summary>Names the decision, among all that were ever made: the id of the review that it closed, for instance.</summary>
    public required long Id { get; init; }

    /// <summary>The post.</summary>
    public required long PostId { get; init; }

    /// <summary>Whether the post may stay, or goes.</summary>
    public required bool IsApproved { get; init; }

    /// <summary>When it was decided.</summary>
    public required DateTimeOffset At { get; init; }
}
