namespace LearningStudio.Repositories;

/// <summary>Who reads: everybody sees what is approved and not deleted, an author also the own posts that wait.</summary>
/// <param name="UserId">The reader; null for an anonymous one.</param>
/// <param name="SeesHeld">Whether the reader sees everything that waits for approval, as moderators do.</param>
public sealed record Viewer(long? UserId, bool SeesHeld)
{
    /// <summary>A reader without an account.</summary>
    public static Viewer Anonymous { get; } = new(null, SeesHeld: false);
}
