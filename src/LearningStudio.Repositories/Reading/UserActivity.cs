namespace LearningStudio.Repositories.Reading;

/// <summary>What a user has written.</summary>
public sealed class UserActivity
{
    /// <summary>The user.</summary>
    public required Author User { get; init; }

    /// <summary>The user's trust level, from 0.</summary>
    public required int TrustLevel { get; init; }

    /// <summary>When the account was made, in UTC.</summary>
    public required DateTimeOffset JoinedAt { get; init; }

    /// <summary>Visible topics opened.</summary>
    public required int TopicCount { get; init; }

    /// <summary>Visible posts written.</summary>
    public required int PostCount { get; init; }

    /// <summary>When the latest of those topics was opened, in UTC; null without one.</summary>
    public DateTimeOffset? LastTopicAt { get; init; }

    /// <summary>When the latest of those posts was written, in UTC; null without one.</summary>
    public DateTimeOffset? LastPostAt { get; init; }
}
