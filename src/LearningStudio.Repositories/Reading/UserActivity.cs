namespace LearningStudio.Repositories.Reading;

/// <summary>What a user has written.</summary>
/// <param name="User">The user.</param>
/// <param name="TrustLevel">The user's trust level, from 0.</param>
/// <param name="JoinedAt">When the account was made, in UTC.</param>
/// <param name="TopicCount">Visible topics opened.</param>
/// <param name="PostCount">Visible posts written.</param>
/// <param name="LastTopicAt">When the latest of those topics was opened, in UTC; null without one.</param>
/// <param name="LastPostAt">When the latest of those posts was written, in UTC; null without one.</param>
public sealed record UserActivity(
    Author User,
    int TrustLevel,
    DateTimeOffset JoinedAt,
    int TopicCount,
    int PostCount,
    DateTimeOffset? LastTopicAt,
    DateTimeOffset? LastPostAt
);
