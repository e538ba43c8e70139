namespace LearningStudio.Moderation.Review;

/// <summary>Who works on the queue.</summary>
/// <param name="Id">The moderator's user id.</param>
/// <param name="IsLead">Whether escalated items, and decisions of others, are this moderator's as well.</param>
public sealed record Moderator(long Id, bool IsLead = false);
