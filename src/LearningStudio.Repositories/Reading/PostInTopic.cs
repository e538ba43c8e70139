namespace LearningStudio.Repositories.Reading;

/// <summary>A post as lists across topics show it.</summary>
/// <param name="Post">The post.</param>
/// <param name="TopicId">Its topic.</param>
/// <param name="TopicTitle">The title of its topic.</param>
/// <param name="ForumId">The forum of its topic.</param>
public sealed record PostInTopic(PostView Post, long TopicId, string TopicTitle, long ForumId);
