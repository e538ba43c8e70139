using LearningStudio.Moderation;

namespace LearningStudio.HostApi.Endpoints;

/// <summary>An open review with the parts of its place in the queue.</summary>
internal sealed record ReviewView(ReviewItem Item, double Score, ReviewPriority Parts);
