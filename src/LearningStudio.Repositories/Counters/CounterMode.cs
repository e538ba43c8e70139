namespace LearningStudio.Repositories.Counters;

/// <summary>When the counters of forums and days follow a post.</summary>
public enum CounterMode
{
    /// <summary>In the transaction that writes the post: always exact. A single forum takes one post at a time.</summary>
    Immediate,

    /// <summary>
    /// The transaction notes the change, and all notes are rolled up at each <see cref="ForumRepositoriesOptions.FlushInterval"/>:
    /// for a forum that takes hundreds of posts a second. Counts and last posts of forums are as old as that; those of
    /// topics are exact.
    /// </summary>
    Deferred,
}
