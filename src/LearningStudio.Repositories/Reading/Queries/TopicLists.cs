using System.Linq.Expressions;
using LearningStudio.Repositories.Reading.Paging;
using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Sql;
using LinqToDB;

namespace LearningStudio.Repositories.Reading.Queries;

/// <summary>The lists of topics: each a page cut out first, and joined with names after it.</summary>
internal static class TopicLists
{
    // Before the lists, which are made of them.
    private static readonly KeysetOrder<TopicRow> Newest = KeysetOrder<TopicRow>.LatestFirst(
        t => t.CreatedAt,
        t => t.Id
    );
    private static readonly KeysetOrder<TopicRow> LatestPost = KeysetOrder<TopicRow>.LatestFirst(
        t => t.LastPostAt,
        t => t.Id
    );
    private static readonly KeysetOrder<JoinedTopic> NewestJoined = KeysetOrder<JoinedTopic>.LatestFirst(
        t => t.Topic.CreatedAt,
        t => t.Topic.Id
    );
    private static readonly KeysetOrder<JoinedTopic> ActiveJoined = KeysetOrder<JoinedTopic>.LatestFirst(
        t => t.Topic.LastPostAt,
        t => t.Topic.Id
    );

    private static readonly RowShape<JoinedTopic, TopicSummary> Summary = new(topic => new TopicSummary(
        topic.Topic.Id,
        topic.Topic.ForumId,
        topic.Topic.Slug,
        topic.Topic.Title,
        new Author(topic.Topic.AuthorId, topic.Author),
        topic.Topic.CreatedAt,
        topic.Topic.IsPinned,
        topic.Topic.IsLocked,
        topic.Topic.ViewCount,
        topic.Topic.PostCount,
        topic.Topic.ReplyCount,
        topic.Topic.LastPostAt,
        topic.Topic.LastPostId == null ? null : new Author(topic.LastAuthorId, topic.LastAuthor)
    ));

    public static readonly PerVisibility<KeysetList<TopicSummary>> OfForum = new(visibility =>
        KeysetList<TopicSummary>.Create(
            (db, a, start) =>
            {
                long reader = a.Reader(visibility);
                long forum = a.Long();
                return Joined(db, PinnedFirst(db.Topics(visibility, reader).Where(t => t.ForumId == forum), a, start))
                    .OrderByDescending(topic => topic.Topic.IsPinned)
                    .ThenByDescending(topic => topic.Topic.LastPostAt)
                    .ThenByDescending(topic => topic.Topic.Id);
            },
            Summary,
            topic => new Position(topic.LastPostAt, topic.Id, topic.IsPinned)
        )
    );

    public static readonly KeysetList<TopicSummary> Recent = ByCreation((db, _) => db.Topics());

    public static readonly KeysetList<TopicSummary> OfAuthor = ByCreation(
        (db, a) =>
        {
            long author = a.Long();
            return db.Topics().Where(topic => topic.AuthorId == author);
        }
    );

    public static readonly KeysetList<TopicSummary> WithWords = ByCreation(
        (db, a) =>
        {
            string words = a.Text();
            return db.Topics()
                .Where(topic =>
                    FullTextSearch.InTitle(topic.Id, LinqToDB.Sql.Property<string>(topic, FullTextSearch.Column), words)
                );
        }
    );

    public static readonly KeysetList<TopicSummary> WithText = ByCreation(
        (db, a) =>
        {
            string pattern = a.Text();
            return db.Topics().Where(topic => TextSearch.Like(topic.Title, pattern));
        }
    );

    public static readonly KeysetList<TopicSummary> Active = KeysetList<TopicSummary>.Create(
        (db, a, start) => ActiveJoined.Sort(Joined(db, LatestPost.Page(db.Topics(), a, start))),
        Summary,
        topic => new Position(topic.LastPostAt, topic.Id)
    );

    public static readonly SqlTemplate<TopicSummary> Pinned = SqlTemplate<TopicSummary>.Create(
        (db, a) =>
        {
            (long forum, int take) = (a.Long(), a.Int());
            IQueryable<TopicRow> pinned = LatestPost
                .Sort(db.Topics().Where(topic => topic.ForumId == forum && topic.IsPinned == true))
                .Take(take);
            return ActiveJoined.Sort(Joined(db, pinned));
        },
        Summary
    );

    public static readonly SqlTemplate<TopicSummary> OfIds = SqlTemplate<TopicSummary>.Create(
        (db, a) =>
        {
            string ids = a.Text();
            return Joined(db, db.Topics().Where(topic => IdSets.Holds(topic.Id, ids))).OrderBy(topic => topic.Topic.Id);
        },
        Summary
    );

    private static KeysetList<TopicSummary> ByCreation(Func<ForumDb, TemplateArguments, IQueryable<TopicRow>> filter) =>
        KeysetList<TopicSummary>.Create(
            (db, a, start) => NewestJoined.Sort(Joined(db, Newest.Page(filter(db, a), a, start))),
            Summary,
            topic => new Position(topic.CreatedAt, topic.Id)
        );

    // The pinned topics are the first rows of the index; after them each page is a range of it.
    private static IQueryable<TopicRow> PinnedFirst(IQueryable<TopicRow> topics, TemplateArguments a, PageStart start)
    {
        PageWindow window = PageWindow.From(a, start);
        topics = start switch
        {
            PageStart.AfterPinned => topics.Where(
                Either(t => t.IsPinned == false, LatestPost.IsAfter(window.At, window.Id))
            ),
            PageStart.After => topics.Where(t => t.IsPinned == false).Where(LatestPost.IsAfter(window.At, window.Id)),
            _ => topics,
        };
        return window.Cut(
            topics.OrderByDescending(t => t.IsPinned).ThenByDescending(t => t.LastPostAt).ThenByDescending(t => t.Id)
        );
    }

    private static Expression<Func<TopicRow, bool>> Either(
        Expression<Func<TopicRow, bool>> one,
        Expression<Func<TopicRow, bool>> other
    ) =>
        Expression.Lambda<Func<TopicRow, bool>>(
            Expression.OrElse(one.Body, ParameterReplacer.Call(other, one.Parameters[0])),
            one.Parameters
        );

    private static IQueryable<JoinedTopic> Joined(ForumDb db, IQueryable<TopicRow> topics) =>
        from topic in topics
        from user in db.GetTable<UserRow>().LeftJoin(user => user.Id == topic.AuthorId)
        from last in db.GetTable<PostRow>().LeftJoin(last => last.Id == topic.LastPostId)
        from lastUser in db.GetTable<UserRow>().LeftJoin(lastUser => lastUser.Id == last.AuthorId)
        select new JoinedTopic
        {
            Topic = topic,
            Author = VisibilityFilter.NameOf(user.DisplayName, topic.AuthorName),
            LastAuthorId = last.AuthorId,
            LastAuthor = VisibilityFilter.NameOf(lastUser.DisplayName, last.AuthorName),
        };

    private sealed class JoinedTopic
    {
        public TopicRow Topic { get; init; } = null!;
        public string Author { get; init; } = "";
        public long? LastAuthorId { get; init; }
        public string LastAuthor { get; init; } = "";
    }
}
