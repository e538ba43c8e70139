using LearningStudio.Repositories.Reading.Paging;
using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Sql;
using LinqToDB;

namespace LearningStudio.Repositories.Reading.Queries;

/// <summary>Searches for topics by title and posts by body together.</summary>
internal static class Searches
{
    // Before the lists, which are made of them.
    private static readonly KeysetOrder<Hit> Latest = KeysetOrder<Hit>.LatestFirst(
        hit => hit.CreatedAt,
        hit => hit.Key
    );

    private static readonly RowShape<JoinedHit, SearchHit> Found = new(hit => new SearchHit(
        hit.TopicId,
        hit.Title,
        hit.PostId,
        new Author(hit.AuthorId, hit.Author),
        hit.CreatedAt,
        hit.Excerpt ?? ""
    ));

    public static readonly KeysetList<SearchHit> WithWords = KeysetList<SearchHit>.Create(
        (db, a, start) =>
        {
            string words = a.Text();
            IQueryable<TopicRow> topics = db.Topics()
                .Where(topic =>
                    FullTextSearch.InTitle(topic.Id, LinqToDB.Sql.Property<string>(topic, FullTextSearch.Column), words)
                );
            IQueryable<PostRow> posts = db.Posts()
                .Where(post =>
                    FullTextSearch.InBody(post.Id, LinqToDB.Sql.Property<string>(post, FullTextSearch.Column), words)
                );
            return Hits(db, topics, posts, a, start);
        },
        Found,
        PositionOf
    );

    public static readonly KeysetList<SearchHit> WithText = KeysetList<SearchHit>.Create(
        (db, a, start) =>
        {
            string pattern = a.Text();
            IQueryable<TopicRow> topics = db.Topics().Where(topic => TextSearch.Like(topic.Title, pattern));
            IQueryable<PostRow> posts = db.Posts().Where(post => TextSearch.Like(post.Body, pattern));
            return Hits(db, topics, posts, a, start);
        },
        Found,
        PositionOf
    );

    // Topics and posts have ids of their own: doubled, and a post's made odd, they order hits of one moment.
    private static Position PositionOf(SearchHit hit) =>
        new(hit.CreatedAt, hit.PostId is { } post ? (post * 2) + 1 : hit.TopicId * 2);

    private static IQueryable<JoinedHit> Hits(
        ForumDb db,
        IQueryable<TopicRow> topics,
        IQueryable<PostRow> posts,
        TemplateArguments a,
        PageStart start
    )
    {
        IQueryable<Hit> page = Latest.Page(Titles(topics).Concat(Bodies(posts)), a, start);
        return from hit in page
            from topic in db.GetTable<TopicRow>().InnerJoin(topic => topic.Id == hit.TopicId)
            from post in db.GetTable<PostRow>().LeftJoin(post => post.Id == hit.PostId)
            from user in db.GetTable<UserRow>()
                .LeftJoin(user => user.Id == (hit.PostId == null ? topic.AuthorId : post.AuthorId))
            orderby hit.CreatedAt descending, hit.Key descending
            select new JoinedHit
            {
                TopicId = hit.TopicId,
                Title = topic.Title,
                PostId = hit.PostId,
                AuthorId = hit.PostId == null ? topic.AuthorId : post.AuthorId,
                Author = VisibilityFilter.NameOf(
                    user.DisplayName,
                    hit.PostId == null ? topic.AuthorName : post.AuthorName
                ),
                CreatedAt = hit.CreatedAt,
                Excerpt = TextSearch.Excerpt(post.Body),
            };
    }

    private static IQueryable<Hit> Titles(IQueryable<TopicRow> topics) =>
        topics.Select(topic => new Hit
        {
            TopicId = topic.Id,
            PostId = null,
            Key = topic.Id * 2,
            CreatedAt = topic.CreatedAt,
        });

    private static IQueryable<Hit> Bodies(IQueryable<PostRow> posts) =>
        posts.Select(post => new Hit
        {
            TopicId = post.TopicId,
            PostId = post.Id,
            Key = (post.Id * 2) + 1,
            CreatedAt = post.CreatedAt,
        });

    private sealed class Hit
    {
        public long TopicId { get; init; }
        public long? PostId { get; init; }
        public long Key { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
    }

    private sealed class JoinedHit
    {
        public long TopicId { get; init; }
        public string Title { get; init; } = "";
        public long? PostId { get; init; }
        public long? AuthorId { get; init; }
        public string Author { get; init; } = "";
        public DateTimeOffset CreatedAt { get; init; }
        public string? Excerpt { get; init; }
    }
}
