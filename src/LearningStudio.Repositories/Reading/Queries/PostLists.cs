using LearningStudio.Repositories.Reading.Paging;
using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Sql;
using LinqToDB;

namespace LearningStudio.Repositories.Reading.Queries;

/// <summary>The lists of posts: each a page cut out first, and joined with authors after it.</summary>
internal static class PostLists
{
    // Before the lists, which are made of them.
    private static readonly KeysetOrder<PostRow> Oldest = KeysetOrder<PostRow>.OldestFirst(p => p.CreatedAt, p => p.Id);
    private static readonly KeysetOrder<PostRow> Latest = KeysetOrder<PostRow>.LatestFirst(p => p.CreatedAt, p => p.Id);
    private static readonly KeysetOrder<JoinedPost> OldestJoined = KeysetOrder<JoinedPost>.OldestFirst(
        p => p.Post.CreatedAt,
        p => p.Post.Id
    );
    private static readonly KeysetOrder<JoinedPost> LatestJoined = KeysetOrder<JoinedPost>.LatestFirst(
        p => p.Post.CreatedAt,
        p => p.Post.Id
    );

    private static readonly RowShape<JoinedPost, PostView> View = new(post => new PostView(
        post.Post.Id,
        post.Post.ReplyToId,
        new Author(post.Post.AuthorId, post.Author),
        post.TrustLevel,
        post.Post.Body,
        post.Post.CreatedAt,
        post.Post.EditedAt,
        post.Post.UpVotes - post.Post.DownVotes,
        post.Post.IsApproved
    ));

    private static readonly RowShape<JoinedPost, PostInTopic> InTopic = new(post => new PostInTopic
    {
        Post = View.Inline(post),
        TopicId = post.Post.TopicId,
        TopicTitle = post.Topic.Title,
        ForumId = post.Topic.ForumId,
    });

    public static readonly PerVisibility<KeysetList<PostView>> OfTopic = new(visibility =>
        KeysetList<PostView>.Create(
            (db, a, start) =>
            {
                long reader = a.Reader(visibility);
                long topic = a.Long();
                IQueryable<PostRow> posts = db.PostsOfTopic(topic, visibility, reader);
                // A deep page by number looks up no author of the posts before it; any other is read in its order at once.
                return start == PageStart.Number
                    ? OldestJoined.Sort(Joined(db, Oldest.Page(posts, a, start)))
                    : OldestJoined.Page(Joined(db, posts), a, start);
            },
            View,
            post => new Position(post.CreatedAt, post.Id)
        )
    );

    public static readonly KeysetList<PostInTopic> Recent = LatestFirst((db, _) => db.Posts());

    public static readonly KeysetList<PostInTopic> OfAuthor = LatestFirst(
        (db, a) =>
        {
            long author = a.Long();
            return db.Posts().Where(post => post.AuthorId == author);
        }
    );

    public static readonly KeysetList<PostInTopic> Waiting = KeysetList<PostInTopic>.Create(
        (db, a, start) =>
        {
            IQueryable<PostRow> waiting = db.GetTable<PostRow>().Where(p => !p.IsApproved && p.DeletedAt == null);
            return OldestJoined.Sort(WithTopics(db, Oldest.Page(waiting, a, start)));
        },
        InTopic,
        post => new Position(post.Post.CreatedAt, post.Post.Id)
    );

    public static readonly PerVisibility<SqlTemplate<PostInTopic>> ById = new(visibility =>
        SqlTemplate<PostInTopic>.Create(
            (db, a) =>
            {
                long reader = a.Reader(visibility);
                long id = a.Long();
                return WithTopics(db, db.Posts(visibility, reader).Where(post => post.Id == id));
            },
            InTopic
        )
    );

    public static readonly SqlTemplate<PostInTopic> OfIds = SqlTemplate<PostInTopic>.Create(
        (db, a) =>
        {
            string ids = a.Text();
            return WithTopics(db, db.Posts().Where(post => IdSets.Holds(post.Id, ids))).OrderBy(post => post.Post.Id);
        },
        InTopic
    );

    public static readonly SqlTemplate<PostView> Ends = SqlTemplate<PostView>.Create(
        (db, a) =>
        {
            (long topic, int one) = (a.Long(), a.Int());
            IQueryable<PostRow> posts = db.Posts().Where(post => post.TopicId == topic);
            IQueryable<long> first = posts.OrderBy(p => p.CreatedAt).ThenBy(p => p.Id).Select(p => p.Id).Take(one);
            IQueryable<long> last = posts
                .OrderByDescending(p => p.CreatedAt)
                .ThenByDescending(p => p.Id)
                .Select(p => p.Id)
                .Take(one);
            // Joined, since a condition with OR would be tried on every post. One that is both comes twice.
            IQueryable<PostRow> ends =
                from id in first.Concat(last)
                from post in db.GetTable<PostRow>().InnerJoin(post => post.Id == id)
                select post;
            return OldestJoined.Sort(Joined(db, ends));
        },
        View
    );

    private static KeysetList<PostInTopic> LatestFirst(Func<ForumDb, TemplateArguments, IQueryable<PostRow>> filter) =>
        KeysetList<PostInTopic>.Create(
            (db, a, start) => LatestJoined.Sort(WithTopics(db, Latest.Page(filter(db, a), a, start))),
            InTopic,
            post => new Position(post.Post.CreatedAt, post.Post.Id)
        );

    private static IQueryable<JoinedPost> Joined(ForumDb db, IQueryable<PostRow> posts) =>
        from post in posts
        from user in db.GetTable<UserRow>().LeftJoin(user => user.Id == post.AuthorId)
        select new JoinedPost
        {
            Post = post,
            Author = VisibilityFilter.NameOf(user.DisplayName, post.AuthorName),
            TrustLevel = (int?)user.TrustLevel,
        };

    private static IQueryable<JoinedPost> WithTopics(ForumDb db, IQueryable<PostRow> posts) =>
        from post in Joined(db, posts)
        from topic in db.GetTable<TopicRow>().InnerJoin(topic => topic.Id == post.Post.TopicId)
        select new JoinedPost
        {
            Post = post.Post,
            Author = post.Author,
            TrustLevel = post.TrustLevel,
            Topic = topic,
        };

    private sealed class JoinedPost
    {
        public PostRow Post { get; init; } = null!;
        public string Author { get; init; } = "";
        public int? TrustLevel { get; init; }
        public TopicRow Topic { get; init; } = null!;
    }
}
