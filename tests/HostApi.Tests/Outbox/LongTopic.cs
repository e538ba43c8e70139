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
            [
                .. Numbers(authors)
                    .Select(n => new BulkUser
                    {
                        Id = first + n,
                        Username = $"u{first + n}",
                        DisplayName = $"U{n}",
                        TrustLevel = 1,
                        JoinedAt = at,
                        LastSeenAt = at,
                    }),
            ],
            cancellationToken
        );
        long forum = await load.EnsureForumAsync(new BulkForum { Slug = "long", Name = "Long" }, cancellationToken);
        await load.AddTopicsAsync(
            [
                new BulkTopic
                {
                    Id = Id,
                    ForumId = forum,
                    AuthorId = first + 1,
                    Title = "Long",
                    CreatedAt = at,
                    ViewCount = 0,
                },
            ],
            cancellationToken
        );
        await load.AddPostsAsync([.. Numbers(posts).Select(n => Post(first, n))], cancellationToken);
    }

    private BulkPost Post(long first, int n) =>
        new()
        {
            Id = first + n,
            TopicId = Id,
            AuthorId = first + 1 + ((n - 1) % authors),
            Body = body,
            CreatedAt = at.AddSeconds(n),
        };

    private static IEnumerable<int> Numbers(int count) => Enumerable.Range(1, count);
}
