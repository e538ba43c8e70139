namespace LearningStudio.Repositories.Writing;

/// <summary>A new text for a post.</summary>
public sealed class PostEdit
{
    /// <summary>The post.</summary>
    public required long PostId { get; init; }

    /// <summary>Its text from now on.</summary>
    public required string Body { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset EditedAt { get; init; }

    /// <summary>Whether it waits for approval from now on; false by default.</summary>
    public bool IsHeld { get; init; }
}
