namespace LearningStudio.Benchmarks.Data;

/// <summary>How much a forum of the benchmarks holds.</summary>
public sealed record ForumSize(int Forums, int TopicsPerForum = 10, int PostsPerTopic = 10);
