using LearningStudio.Repositories.Reading;

namespace LearningStudio.HostApi.Reading;

/// <summary>A topic and a page of its posts.</summary>
internal sealed record TopicPage(TopicDetail Topic, PageOf<PostView> Posts);
