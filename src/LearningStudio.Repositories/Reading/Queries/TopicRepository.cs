using System.Globalization;
using LearningStudio.Repositories.Reading.Paging;
using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Sql;
using LinqToDB;

namespace LearningStudio.Repositories.Reading.Queries;

internal sealed class TopicRepository(ForumDatabase database, PageReader pages) : ITopicRepository
{
    // Before the templates, which are made of it.
    private static readonly RowShape<JoinedTopic, TopicDetail> Detail = new(topic => new TopicDetail(
        topic.Topic.Id,
        topic.Topic.ForumId,
        topic.Forum,
        topic.Topic.Slug,
        topic.Topic.Title,
        new Author(topic.Topic.AuthorId, topic.Author),
        topic.Topic.CreatedAt,
        topic.Topic.IsPinned,
        topic.Topic.IsLocked,
        topic.Topic.ViewCount,
        topic.PostCount,
        topic.Topic.ReplyCount
    ));

    private static readonly PerVisibility<SqlTemplate<TopicDetail>> ById = Details(
        (topics, a) =>
        {
            long id = a.Long();
            return topics.Where(topic => topic.Id == id);
        }
    );

    private static readonly PerVisibility<SqlTemplate<TopicDetail>> BySlug = Details(
        (topics, a) =>
        {
            string slug = a.Text();
            return topics.Where(topic => topic.Slug == slug).OrderBy(topic => topic.Id).Take(a.Int());
        }
    );

    public Task<TopicDetail?> FindAsync(
        long id,
        Viewer? viewer = null,
        CancellationToken cancellationToken = default
    ) => FirstAsync(ById, viewer, [id], cancellationToken);

    public Task<TopicDetail?> FindBySlugAsync(
        string slug,
        Viewer? viewer = null,
        CancellationToken cancellationToken = default
    ) => FirstAsync(BySlug, viewer, [database.Dialect.Text(slug), 1], cancellationToken);

    public Task<TopicState?> FindStateAsync(long id, CancellationToken cancellationToken = default) =>
        database.FirstAsync(WriteStates.OfTopic, [id], cancellationToken);

    public Task<IReadOnlyList<TopicSummary>> GetByIdsAsync(
        IReadOnlyCollection<long> ids,
        CancellationToken cancellationToken = default
    ) => database.ListAsync(TopicLists.OfIds, [database.Set(ids)], cancellationToken);

    public Task<Page<TopicSummary>> ListByForumAsync(
        long forumId,
        PageRequest page,
        Viewer? viewer = null,
        CancellationToken cancellationToken = default
    )
    {
        (KeysetList<TopicSummary> list, object[] reader) = TopicLists.OfForum.For(viewer);
        return pages.ReadAsync(list, Name("forum", forumId), [.. reader, forumId], page, cancellationToken);
    }

    public Task<IReadOnlyList<TopicSummary>> GetPinnedAsync(
        long forumId,
        CancellationToken cancellationToken = default
    ) => database.ListAsync(TopicLists.Pinned, [forumId, Guard.MaxListSize], cancellationToken);

    public Task<Page<TopicSummary>> ListRecentAsync(PageRequest page, CancellationToken cancellationToken = default) =>
        pages.ReadAsync(TopicLists.Recent, "recent topics", [], page, cancellationToken);

    public Task<Page<TopicSummary>> ListActiveAsync(PageRequest page, CancellationToken cancellationToken = default) =>
        pages.ReadAsync(TopicLists.Active, "active topics", [], page, cancellationToken);

    public Task<Page<TopicSummary>> ListByAuthorAsync(
        long authorId,
        PageRequest page,
        CancellationToken cancellationToken = default
    ) => pages.ReadAsync(TopicLists.OfAuthor, Name("topics of", authorId), [authorId], page, cancellationToken);

    public Task<Page<TopicSummary>> SearchAsync(
        string text,
        PageRequest page,
        CancellationToken cancellationToken = default
    ) => pages.SearchAsync(TopicLists.WithWords, TopicLists.WithText, "titles", text, page, cancellationToken);

    private Task<TopicDetail?> FirstAsync(
        PerVisibility<SqlTemplate<TopicDetail>> templates,
        Viewer? viewer,
        object[] arguments,
        CancellationToken cancellationToken
    )
    {
        (SqlTemplate<TopicDetail> template, object[] reader) = templates.For(viewer);
        return database.FirstAsync(template, [.. reader, .. arguments], cancellationToken);
    }

    private static string Name(string list, long id) => string.Create(CultureInfo.InvariantCulture, $"{list} {id}");

    // The stored count is what everybody sees; a reader who sees more gets what there is to page through. What is held is
    // found by what waits or by its author, not by its topic: a long one would be walked through.
    private static PerVisibility<SqlTemplate<TopicDetail>> Details(
        Func<IQueryable<TopicRow>, TemplateArguments, IQueryable<TopicRow>> filter
    ) =>
        new(visibility =>
            SqlTemplate<TopicDetail>.Create(
                (db, a) =>
                {
                    long reader = a.Reader(visibility);
                    IQueryable<TopicRow> topics = filter(db.Topics(visibility, reader), a);
                    IQueryable<PostRow> held = db.HeldPosts(visibility, reader);
                    bool isPublic = visibility == Visibility.Public;
                    return from topic in topics
                        from forum in db.GetTable<ForumRow>().InnerJoin(forum => forum.Id == topic.ForumId)
                        from user in db.GetTable<UserRow>().LeftJoin(user => user.Id == topic.AuthorId)
                        select new JoinedTopic
                        {
                            Topic = topic,
                            Forum = forum.Name,
                            Author = VisibilityFilter.NameOf(user.DisplayName, topic.AuthorName),
                            PostCount = isPublic
                                ? topic.PostCount
                                : topic.PostCount + held.Count(post => Unindexed.Column(post.TopicId) == topic.Id),
                        };
                },
                Detail
            )
        );

    private sealed class JoinedTopic
    {
        public TopicRow Topic { get; init; } = null!;
        public string Forum { get; init; } = "";
        public string Author { get; init; } = "";
        public int PostCount { get; init; }
    }
}
