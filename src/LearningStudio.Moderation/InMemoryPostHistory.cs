namespace LearningStudio.Moderation;

/// <summary>The posts that were added to it: for tests, trials and small sites. Thread-safe; reads are linear.</summary>
public sealed class InMemoryPostHistory : IPostHistory
{
    private const int MaxBodies = 100;
    private readonly Lock _lock = new();
    private readonly List<(long Id, long TopicId, long AuthorId, string Body, DateTimeOffset At)> _posts = [];

    /// <summary>Adds a post.</summary>
    public void Add(long id, long topicId, long authorId, string body, DateTimeOffset at)
    {
        lock (_lock)
        {
            _posts.Add((id, topicId, authorId, body, at));
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> GetRecentBodiesAsync(
        Submission submission,
        DateTimeOffset since,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(submission);
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<string>>([
                .. _posts
                    .Where(post => post.AuthorId == submission.AuthorId || post.TopicId == submission.TopicId)
                    .Where(post => post.At >= since)
                    .OrderByDescending(post => post.At)
                    .Take(MaxBodies)
                    .Select(post => post.Body),
            ]);
        }
    }

    /// <inheritdoc />
    public Task<int> CountPostsAsync(long authorId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_posts.Count(post => post.AuthorId == authorId && post.At >= since));
        }
    }
}
