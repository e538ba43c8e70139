using LearningStudio.Repositories.Reading;

namespace LearningStudio.HostApi.Writing;

/// <summary>The post that opens a topic, with its text.</summary>
internal sealed record OpeningText(PostState Post, string Body);
