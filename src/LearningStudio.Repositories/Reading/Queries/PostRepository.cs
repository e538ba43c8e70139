using System.Globalization;
using LearningStudio.Repositories.Reading.Paging;
using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Sql;
using LinqToDB;

namespace LearningStudio.Repositories.Reading.Queries;

internal sealed class PostRepository(ForumDatabase database, PageReader pages) : IPostRepository
{
    private static readonly SqlTemplate<string> Bodies = new(
        (db, a) =>
        {
            (DateTimeOffset since, long author, long topic, int take) = (a.Time(), a.Long(), a.Long(), a.Int());
            return db.GetTable<PostRow>()
                .Where(post => post.CreatedAt >= since && post.DeletedAt == null)
                .Where(post => post.AuthorId == author || post.TopicId == topic)
                .OrderByDescending(post => post.CreatedAt)
                .ThenByDescending(post => post.Id)
                .Take(take)
                .Select(post => post.Body);
        },
        row => row.Text()
    );

    private static readonly SqlTemplate<int> ByAuthor = new(
        (db, a) =>
        {
            (long author, DateTimeOffset since) = (a.Long(), a.Time());
            return db.SelectQuery(() =>
                db.GetTable<PostRow>().Count(post => post.AuthorId == author && post.CreatedAt >= since)
            );
        },
        row => row.Int()
    );

    // Before the templates, which are made of it.
    private static readonly RowShape<CountedForum, ForumPostCount> ForumCount = new(forum => new ForumPostCount
    {
        ForumId = forum.ForumId,
        Posts = forum.Posts,
    });

    private static readonly SqlTemplate<ForumPostCount> ByForum = PerForum((posts, _) => posts);

    private static readonly SqlTemplate<ForumPostCount> ByForumOfAuthor = PerForum(
        (posts, a) =>
        {
            long author = a.Long();
            return posts.Where(post => post.AuthorId == author);
        }
    );

    private static readonly SqlTemplate<TopicPostCount> ByTopic = SqlTemplate<TopicPostCount>.Create(
        (db, a) =>
        {
            (DateTimeOffset since, int take) = (a.Time(), a.Int());
            // By the time they were written: to group by the topics' index would read all posts.
            var busiest = db.Posts()
                .Where(post => post.CreatedAt >= since)
                .GroupBy(post => Unindexed.Column(post.TopicId))
                .Select(posts => new { TopicId = posts.Key, Count = posts.Count() })
                .OrderByDescending(posts => posts.Count)
                .ThenByDescending(posts => posts.TopicId)
                .Take(take);
            return from posts in busiest
                from topic in db.GetTable<TopicRow>().InnerJoin(topic => topic.Id == posts.TopicId)
                orderby posts.Count descending, posts.TopicId descending
                select new CountedTopic { Topic = topic, Posts = posts.Count };
        },
        new RowShape<CountedTopic, TopicPostCount>(topic => new TopicPostCount
        {
            TopicId = topic.Topic.Id,
            Title = topic.Topic.Title,
            ForumId = topic.Topic.ForumId,
            Posts = topic.Posts,
        })
    );

    private static readonly SqlTemplate<PostLocation> Locations = SqlTemplate<PostLocation>.Create(
        (db, a) =>
        {
            (string postIds, string topicIds) = (a.Text(), a.Text());
            var posts =
                from post in db.GetTable<PostRow>()
                where IdSets.Holds(post.Id, postIds)
                select new { post.TopicId, PostId = (long?)post.Id };
            var topics =
                from topic in db.GetTable<TopicRow>()
                where IdSets.Holds(topic.Id, topicIds)
                select new { TopicId = topic.Id, PostId = (long?)null };
            return from place in posts.Concat(topics)
                from topic in db.GetTable<TopicRow>().InnerJoin(topic => topic.Id == place.TopicId)
                from post in db.GetTable<PostRow>().LeftJoin(post => post.Id == place.PostId)
                orderby place.TopicId, place.PostId
                select new JoinedLocation
                {
                    Topic = topic,
                    PostId = place.PostId,
                    Excerpt = TextSearch.Excerpt(post.Body),
                };
        },
        new RowShape<JoinedLocation, PostLocation>(place => new PostLocation(
            place.Topic.Id,
            place.Topic.Title,
            place.PostId,
            place.Excerpt ?? ""
        ))
    );

    public Task<PostInTopic?> FindAsync(long id, Viewer? viewer = null, CancellationToken cancellationToken = default)
    {
        (SqlTemplate<PostInTopic> template, object[] reader) = PostLists.ById.For(viewer);
        return database.FirstAsync(template, [.. reader, id], cancellationToken);
    }

    public Task<IReadOnlyList<PostInTopic>> GetByIdsAsync(
        IReadOnlyCollection<long> ids,
        CancellationToken cancellationToken = default
    ) => database.ListAsync(PostLists.OfIds, [database.Set(ids)], cancellationToken);

    public Task<Page<PostView>> ListByTopicAsync(
        long topicId,
        PageRequest page,
        Viewer? viewer = null,
        CancellationToken cancellationToken = default
    )
    {
        (KeysetList<PostView> list, object[] reader) = PostLists.OfTopic.For(viewer);
        return pages.ReadAsync(list, Name("topic", topicId), [.. reader, topicId], page, cancellationToken);
    }

    public async Task<FirstAndLastPost?> FindFirstAndLastAsync(
        long topicId,
        CancellationToken cancellationToken = default
    )
    {
        IReadOnlyList<PostView> ends = await database
            .ListAsync(PostLists.Ends, [topicId, 1], cancellationToken)
            .ConfigureAwait(false);
        return ends.Count == 0 ? null : new FirstAndLastPost { First = ends[0], Last = ends[^1] };
    }

    public Task<Page<PostInTopic>> ListByAuthorAsync(
        long authorId,
        PageRequest page,
        CancellationToken cancellationToken = default
    ) => pages.ReadAsync(PostLists.OfAuthor, Name("posts of", authorId), [authorId], page, cancellationToken);

    public Task<Page<PostInTopic>> ListRecentAsync(PageRequest page, CancellationToken cancellationToken = default) =>
        pages.ReadAsync(PostLists.Recent, "recent posts", [], page, cancellationToken);

    public Task<Page<PostInTopic>> ListAwaitingApprovalAsync(
        PageRequest page,
        CancellationToken cancellationToken = default
    ) => pages.ReadAsync(PostLists.Waiting, "waiting posts", [], page, cancellationToken);

    public Task<PostContent?> FindTextAsync(long id, CancellationToken cancellationToken = default) =>
        database.FirstAsync(WriteStates.TextOfPost, [id], cancellationToken);

    public Task<PostState?> FindStateAsync(long id, CancellationToken cancellationToken = default) =>
        database.FirstAsync(WriteStates.OfPost, [id], cancellationToken);

    public Task<IReadOnlyList<string>> GetRecentBodiesAsync(
        RecentPosts recent,
        int limit,
        CancellationToken cancellationToken = default
    )
    {
        Guard.Limit(limit);
        return database.ListAsync(
            Bodies,
            [recent.Since, recent.AuthorId, recent.TopicId ?? 0, limit],
            cancellationToken
        );
    }

    public Task<int> CountByAuthorAsync(
        long authorId,
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    ) => database.FirstAsync(ByAuthor, [authorId, since], cancellationToken);

    public Task<IReadOnlyList<ForumPostCount>> CountByForumAsync(
        DateTimeOffset since,
        long? authorId = null,
        CancellationToken cancellationToken = default
    ) =>
        authorId is { } author
            ? database.ListAsync(ByForumOfAuthor, [since, author], cancellationToken)
            : database.ListAsync(ByForum, [since], cancellationToken);

    public Task<IReadOnlyList<TopicPostCount>> CountByTopicAsync(
        DateTimeOffset since,
        int limit,
        CancellationToken cancellationToken = default
    )
    {
        Guard.Limit(limit);
        return database.ListAsync(ByTopic, [since, limit], cancellationToken);
    }

    public Task<IReadOnlyList<PostLocation>> GetLocationsAsync(
        IReadOnlyCollection<long> postIds,
        IReadOnlyCollection<long> topicIds,
        CancellationToken cancellationToken = default
    ) => database.ListAsync(Locations, [database.Set(postIds), database.Set(topicIds)], cancellationToken);

    public Task<Page<SearchHit>> SearchAsync(
        string text,
        PageRequest page,
        CancellationToken cancellationToken = default
    ) => pages.SearchAsync(Searches.WithWords, Searches.WithText, "search", text, page, cancellationToken);

    private static string Name(string list, long id) => string.Create(CultureInfo.InvariantCulture, $"{list} {id}");

    private static SqlTemplate<ForumPostCount> PerForum(
        Func<IQueryable<PostRow>, TemplateArguments, IQueryable<PostRow>> filter
    ) =>
        SqlTemplate<ForumPostCount>.Create(
            (db, a) =>
            {
                DateTimeOffset since = a.Time();
                return from post in filter(db.Posts().Where(post => post.CreatedAt >= since), a)
                    group post by post.ForumId into posts
                    orderby posts.Key
                    select new CountedForum { ForumId = posts.Key, Posts = posts.Count() };
            },
            ForumCount
        );

    private sealed class CountedForum
    {
        public long ForumId { get; init; }
        public int Posts { get; init; }
    }

    private sealed class CountedTopic
    {
        public TopicRow Topic { get; init; } = null!;
        public int Posts { get; init; }
    }

    private sealed class JoinedLocation
    {
        public TopicRow Topic { get; init; } = null!;
        public long? PostId { get; init; }
        public string? Excerpt { get; init; }
    }
}
