using LearningStudio.Repositories.Rows;
using LinqToDB;
using LinqToDB.Async;

namespace LearningStudio.Repositories.Queries;

internal sealed class PostRepository(Func<ForumDb> connect) : IPostRepository
{
    private const int LongestText = 200;
    private const int ExcerptLength = 200;

    public Task<IReadOnlyList<PostView>> GetTopicPageAsync(
        long topicId,
        PageRequest page,
        Viewer? viewer = null,
        CancellationToken cancellationToken = default
    ) =>
        connect.RunAsync(db =>
            TopicPage(db, topicId, page, viewer ?? Viewer.Anonymous).ToReadOnlyListAsync(cancellationToken)
        );

    public Task<PostState?> FindStateAsync(long id, CancellationToken cancellationToken = default) =>
        connect.RunAsync(db => db.PostState(id).FirstRowAsync(cancellationToken));

    public Task<IReadOnlyList<string>> GetRecentBodiesAsync(
        RecentPosts recent,
        int limit,
        CancellationToken cancellationToken = default
    )
    {
        (long authorId, long? topicId, DateTimeOffset since) = recent;
        return connect.RunAsync(db =>
            db.GetTable<PostRow>()
                .Where(post => post.CreatedAt >= since && post.DeletedAt == null)
                .Where(post => post.AuthorId == authorId || post.TopicId == (topicId ?? 0))
                .OrderByDescending(post => post.CreatedAt)
                .ThenByDescending(post => post.Id)
                .Take(limit)
                .Select(post => post.Body)
                .ToReadOnlyListAsync(cancellationToken)
        );
    }

    public Task<int> CountByAuthorAsync(
        long authorId,
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    ) =>
        connect.RunAsync(db =>
            db.GetTable<PostRow>()
                .CountAsync(post => post.AuthorId == authorId && post.CreatedAt >= since, cancellationToken)
        );

    public Task<IReadOnlyList<PostPlace>> GetPlacesAsync(
        IReadOnlyCollection<long> postIds,
        IReadOnlyCollection<long> topicIds,
        CancellationToken cancellationToken = default
    ) =>
        connect.RunAsync(db =>
        {
            IQueryable<PostPlace> posts =
                from post in db.GetTable<PostRow>()
                where postIds.Contains(post.Id)
                from topic in db.GetTable<TopicRow>().InnerJoin(topic => topic.Id == post.TopicId)
                select new PostPlace(topic.Id, topic.Title, post.Id, post.Body.Substring(0, ExcerptLength));
            IQueryable<PostPlace> topics =
                from topic in db.GetTable<TopicRow>()
                where topicIds.Contains(topic.Id)
                select new PostPlace(topic.Id, topic.Title, null, "");
            return posts.Concat(topics).ToReadOnlyListAsync(cancellationToken);
        });

    public Task<IReadOnlyList<SearchHit>> SearchAsync(
        string text,
        PageRequest page,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        if (text.Length > LongestText)
        {
            throw new ArgumentException(
                $"The text has {text.Length} characters; at most {LongestText} are searched.",
                nameof(text)
            );
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            // LIKE ends its pattern there, and would match everything.
            return Task.FromResult<IReadOnlyList<SearchHit>>([]);
        }

        string pattern = $"%{LikePattern.Escape(text)}%";
        return connect.RunAsync(db =>
            Hits(db, pattern).Skip(page.Skip).Take(page.Size).ToReadOnlyListAsync(cancellationToken)
        );
    }

    private static IQueryable<PostView> TopicPage(ForumDb db, long topicId, PageRequest page, Viewer viewer)
    {
        (int skip, int take) = (page.Skip, page.Size);
        IQueryable<PostRow> posts = db.Posts(viewer)
            .Where(post => post.TopicId == topicId)
            .OrderBy(post => post.CreatedAt)
            .ThenBy(post => post.Id)
            .Skip(skip)
            .Take(take);
        return from post in posts
            from user in db.GetTable<UserRow>().LeftJoin(user => user.Id == post.AuthorId)
            orderby post.CreatedAt, post.Id
            select new PostView(
                post.Id,
                post.ReplyToId,
                new Author(post.AuthorId, user.DisplayName ?? post.AuthorName ?? Visible.NoName),
                (int?)user.TrustLevel,
                post.Body,
                post.CreatedAt,
                post.EditedAt,
                post.UpVotes - post.DownVotes,
                post.IsApproved
            );
    }

    private static IQueryable<SearchHit> Hits(ForumDb db, string pattern) =>
        from hit in TitleHits(db, pattern).Concat(BodyHits(db, pattern))
        from user in db.GetTable<UserRow>().LeftJoin(user => user.Id == hit.AuthorId)
        orderby hit.CreatedAt descending, hit.TopicId descending, hit.PostId descending
        select new SearchHit(
            hit.TopicId,
            hit.Title,
            hit.PostId,
            new Author(hit.AuthorId, user.DisplayName ?? hit.AuthorName ?? Visible.NoName),
            hit.CreatedAt,
            hit.Excerpt
        );

    private static IQueryable<Hit> TitleHits(ForumDb db, string pattern) =>
        from topic in db.Topics()
        where Sql.Like(topic.Title, pattern, LikePattern.EscapeCharacter)
        select new Hit
        {
            TopicId = topic.Id,
            Title = topic.Title,
            PostId = null,
            AuthorId = topic.AuthorId,
            AuthorName = topic.AuthorName,
            CreatedAt = topic.CreatedAt,
            Excerpt = "",
        };

    private static IQueryable<Hit> BodyHits(ForumDb db, string pattern) =>
        from post in db.Posts()
        where Sql.Like(post.Body, pattern, LikePattern.EscapeCharacter)
        from topic in db.Topics().InnerJoin(topic => topic.Id == post.TopicId)
        select new Hit
        {
            TopicId = topic.Id,
            Title = topic.Title,
            PostId = post.Id,
            AuthorId = post.AuthorId,
            AuthorName = post.AuthorName,
            CreatedAt = post.CreatedAt,
            Excerpt = post.Body.Substring(0, ExcerptLength),
        };

    private sealed class Hit
    {
        public long TopicId { get; init; }
        public string Title { get; init; } = "";
        public long? PostId { get; init; }
        public long? AuthorId { get; init; }
        public string? AuthorName { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public string Excerpt { get; init; } = "";
    }
}
