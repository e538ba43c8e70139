namespace LearningStudio.Repositories.Schema;

/// <summary>A row of a forum's counters. <see cref="ForumTables"/> maps its properties to columns.</summary>
public sealed class ForumStatsRow
{
    /// <summary>The forum.</summary>
    public long ForumId { get; internal init; }

    /// <summary>Its own visible topics.</summary>
    public int TopicCount { get; internal init; }

    /// <summary>The visible posts of those.</summary>
    public int PostCount { get; internal init; }

    /// <summary>The latest of those posts; null without one.</summary>
    public long? LastPostId { get; internal init; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset? LastPostAt { get; internal init; }

    /// <summary>Its topic.</summary>
    public long? LastTopicId { get; internal init; }

    /// <summary>Its topic's title.</summary>
    public string? LastTopicTitle { get; internal init; }

    /// <summary>Who wrote it; null for a guest.</summary>
    public long? LastAuthorId { get; internal init; }

    /// <summary>That author's name, if known.</summary>
    public string? LastAuthorName { get; internal init; }

    /// <summary>The latest post, for expressions of a mapping.</summary>
    public PostRow? LastPost { get; internal init; }
}
