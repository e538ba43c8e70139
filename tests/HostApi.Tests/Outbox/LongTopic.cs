using LearningStudio.Repositories.BulkLoad;

namespace LearningStudio.HostApi.Tests.Outbox;

/// <summary>A topic with many authors.</summary>
internal sealed class LongTopic(int posts, int authors, DateTimeOffset at, string body = "Text")
{
    public long Id { get; private set; }

    public async Task LoadAsync(IForumBulkLoad load, CancellationToken cancellationToken)
    {
        long first = load.FirstId;
        Id = first + 1;
        await load.AddUsersAsync(
            [.. Numbers(authors).Select(n => new BulkUser(first + n, $"u{first + n}", $"U{n}", 1, at, at))],
            cancellationToken
        );
        long forum = await load.EnsureForumAsync(new BulkForum(null, "long", "Long"), cancellationToken);
        await load.AddTopicsAsync(
            [new BulkTopic(Id, forum, first + 1, null, "Long", at, ViewCount: 0)],
            cancellationToken
        );
        await load.AddPostsAsync([.. Numbers(posts).Select(n => Post(first, n))], cancellationToken);
    }

    private BulkPost Post(long first, int n) =>
        new(first + n, Id, null, first + 1 + ((n - 1) % authors), null, body, at.AddSeconds(n));

    private static IEnumerable<int> Numbers(int count) => Enumerable.Range(1, count);
}
