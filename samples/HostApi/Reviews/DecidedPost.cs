using LearningStudio.Moderation;
using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Reviews;

/// <summary>The post that a decision was about, as it was before.</summary>
/// <param name="Post">The post.</param>
/// <param name="Opens">Whether it opens its topic.</param>
/// <param name="Type">Why it was to be reviewed.</param>
/// <param name="IsApproved">Whether it may stay.</param>
internal sealed record DecidedPost(PlacedPost Post, bool Opens, ReviewType Type, bool IsApproved);
