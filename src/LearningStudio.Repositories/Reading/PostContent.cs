namespace LearningStudio.Repositories.Reading;

/// <summary>The text of a post, deleted or not.</summary>
/// <param name="TopicTitle">The title of its topic.</param>
/// <param name="Body">The text.</param>
public sealed record PostContent(string TopicTitle, string Body);
