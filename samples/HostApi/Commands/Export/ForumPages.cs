using LearningStudio.Repositories;
using LearningStudio.Repositories.Schema;
using LinqToDB;
using LinqToDB.Async;

namespace LearningStudio.HostApi.Commands.Export;

/// <summary>
/// Reads what anonymous readers see, by id, in pages after an id. A page is cut out first and its hidden rows are left out
/// here, so that each page costs the same wherever it stands.
/// </summary>
internal sealed class ForumPages(ForumDb db)
{
    private const int Size = 1000;
    private Dictionary<long, string> _slugs = [];

    /// <summary>All open forums, parents before children, else by slug; forums are few.</summary>
    public async Task<IReadOnlyList<ForumLine>> ForumsAsync(CancellationToken cancellationToken)
    {
        List<ForumRow> open = await db.GetTable<ForumRow>()
            .Where(forum => forum.MinTrustLevel == 0)
            .ToListAsync(cancellationToken);
        _slugs = open.ToDictionary(forum => forum.Id, forum => forum.Slug);
        ILookup<string?, ForumRow> byParent = open.OrderBy(forum => forum.Slug, StringComparer.Ordinal)
            .ToLookup(forum => Slug(forum.ParentId), StringComparer.Ordinal);
        var lines = new List<ForumLine>(open.Count);
        var parents = new Queue<string?>([null]);
        while (parents.TryDequeue(out string? parent))
        {
            foreach (ForumRow forum in byParent[parent])
            {
                lines.Add(new ForumLine(forum.Slug, parent, forum.Name, forum.Description, forum.Position));
                parents.Enqueue(forum.Slug);
            }
        }

        return lines;
    }

    public async Task<IReadOnlyList<ExportedRow>> UsersAsync(long after, CancellationToken cancellationToken)
    {
        List<UserRow> users = await db.GetTable<UserRow>()
            .Where(user => user.Id > after)
            .OrderBy(user => user.Id)
            .Take(Size)
            .ToListAsync(cancellationToken);
        return [.. users.Select(user => new ExportedRow(user.Id, user.IsActive ? Line(user) : null))];
    }

    /// <summary>The topics; after the forums have been read.</summary>
    public async Task<IReadOnlyList<ExportedRow>> TopicsAsync(long after, CancellationToken cancellationToken)
    {
        IQueryable<TopicRow> page = db.GetTable<TopicRow>().Where(t => t.Id > after).OrderBy(t => t.Id).Take(Size);
        var topics = await (
            from topic in page
            from user in db.GetTable<UserRow>().LeftJoin(user => user.Id == topic.AuthorId)
            orderby topic.Id
            select new
            {
                Topic = topic,
                Author = new ExportedAuthor(topic.AuthorId, topic.AuthorName, user.DisplayName, (bool?)user.IsActive),
            }
        ).ToListAsync(cancellationToken);
        return
        [
            .. topics.Select(row => new ExportedRow(
                row.Topic.Id,
                row.Topic is { IsApproved: true, DeletedAt: null } && Slug(row.Topic.ForumId) is { } forum
                    ? Line(row.Topic, row.Author, forum)
                    : null
            )),
        ];
    }

    /// <summary>The posts; after the forums have been read.</summary>
    public async Task<IReadOnlyList<ExportedRow>> PostsAsync(long after, CancellationToken cancellationToken)
    {
        IQueryable<PostRow> page = db.GetTable<PostRow>().Where(p => p.Id > after).OrderBy(p => p.Id).Take(Size);
        var posts = await (
            from post in page
            from topic in db.GetTable<TopicRow>().InnerJoin(topic => topic.Id == post.TopicId)
            from user in db.GetTable<UserRow>().LeftJoin(user => user.Id == post.AuthorId)
            from parent in db.GetTable<PostRow>().LeftJoin(parent => parent.Id == post.ReplyToId)
            orderby post.Id
            select new
            {
                Post = post,
                topic.ForumId,
                IsOpen = topic.IsApproved && topic.DeletedAt == null && post.IsApproved && post.DeletedAt == null,
                ReplyToId = parent.IsApproved && parent.DeletedAt == null ? post.ReplyToId : null,
                Author = new ExportedAuthor(post.AuthorId, post.AuthorName, user.DisplayName, (bool?)user.IsActive),
            }
        ).ToListAsync(cancellationToken);
        return
        [
            .. posts.Select(row => new ExportedRow(
                row.Post.Id,
                row.IsOpen && Slug(row.ForumId) is not null ? Line(row.Post, row.Author, row.ReplyToId) : null
            )),
        ];
    }

    private string? Slug(long? forum) => forum is { } id ? _slugs.GetValueOrDefault(id) : null;

    private static UserLine Line(UserRow user) =>
        new(
            user.Id,
            user.Username,
            user.DisplayName,
            user.TrustLevel,
            ExportedTime.Format(user.JoinedAt),
            ExportedTime.Format(user.LastSeenAt)
        );

    private static TopicLine Line(TopicRow topic, ExportedAuthor author, string forum) =>
        new(
            topic.Id,
            forum,
            author.KnownId,
            author.Name,
            topic.Title,
            ExportedTime.Format(topic.CreatedAt),
            topic.ViewCount,
            topic.IsLocked,
            topic.IsPinned
        );

    private static PostLine Line(PostRow post, ExportedAuthor author, long? replyToId) =>
        new(
            post.Id,
            post.TopicId,
            replyToId,
            author.KnownId,
            author.Name,
            post.Body,
            ExportedTime.Format(post.CreatedAt),
            ExportedTime.Format(post.EditedAt),
            post.UpVotes,
            post.DownVotes
        );
}
