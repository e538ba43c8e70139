using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.BeforeApi.Forums;

internal sealed class TopicRow
{
    public long Id { get; set; }
    public long ForumId { get; set; }
    public string ForumName { get; set; } = "";
    public string? Slug { get; set; }
    public string Title { get; set; } = "";
    public long? AuthorId { get; set; }
    public string AuthorName { get; set; } = "";
    public DateTimeOffset CreatedAt { get; set; }
    public bool IsPinned { get; set; }
    public bool IsLocked { get; set; }
    public int ViewCount { get; set; }
    public int PostCount { get; set; }
    public int ReplyCount { get; set; }
    public DateTimeOffset LastPostAt { get; set; }
    public long? LastPostId { get; set; }
    public long? LastAuthorId { get; set; }
    public string LastAuthorName { get; set; } = "";

    private Author Author => new(AuthorId, AuthorName);

    public TopicDetail ToDetail(int posts) =>
        new(Id, ForumId, ForumName, Slug, Title, Author, CreatedAt, IsPinned, IsLocked, ViewCount, posts, ReplyCount);

    public TopicSummary ToSummary() =>
        new(
            Id,
            ForumId,
            Slug,
            Title,
            Author,
            CreatedAt,
            IsPinned,
            IsLocked,
            ViewCount,
            PostCount,
            ReplyCount,
            LastPostAt,
            LastPostId is null ? null : new Author(LastAuthorId, LastAuthorName)
        );
}
