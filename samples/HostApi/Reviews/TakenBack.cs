using LearningStudio.Moderation;
using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Reviews;

/// <summary>The post of a decision that was undone.</summary>
/// <param name="Post">The post.</param>
/// <param name="Text">Its text.</param>
/// <param name="Opens">Whether it opens its topic.</param>
/// <param name="Type">Why it was reviewed.</param>
/// <param name="IsApproved">Whether it had been approved.</param>
internal sealed record TakenBack(PostState Post, PostContent Text, bool Opens, ReviewType Type, bool IsApproved);
