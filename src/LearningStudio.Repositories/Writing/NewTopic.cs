namespace LearningStudio.Repositories.Writing;

/// <summary>A topic to open with its first post.</summary>
public sealed class NewTopic
{
    /// <summary>Where.</summary>
    public required long ForumId { get; init; }

    /// <summary>Who opens it.</summary>
    public required long AuthorId { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>The text of its opening post.</summary>
    public required string Body { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether it waits for approval; false by default.</summary>
    public bool IsHeld { get; init; }
}
