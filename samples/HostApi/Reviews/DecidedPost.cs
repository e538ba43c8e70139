using LearningStudio.Moderation.Review;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.HostApi.Reviews;

/// <summary>The post that a decision was about.</summary>
/// <param name="Post">The post.</param>
/// <param name="Text">Its text.</param>
/// <param name="Opens">Whether it opens its topic.</param>
/// <param name="Type">Why it was reviewed.</param>
/// <param name="IsApproved">Whether the decision was that it may stay.</param>
internal sealed record DecidedPost(PostState Post, PostContent Text, bool Opens, ReviewType Type, bool IsApproved);
