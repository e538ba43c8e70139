using LearningStudio.Repositories.Rows;
using LinqToDB;

namespace LearningStudio.Repositories.Queries;

internal sealed class TopicRepository(Func<ForumDb> connect) : ITopicRepository
{
    public Task<TopicDetail?> FindAsync(
        long id,
        Viewer? viewer = null,
        CancellationToken cancellationToken = default
    ) => connect.RunAsync(db => Detail(db, id, viewer ?? Viewer.Anonymous).FirstRowAsync(cancellationToken));

    public Task<TopicState?> FindStateAsync(long id, CancellationToken cancellationToken = default) =>
        connect.RunAsync(db => db.TopicState(id).FirstRowAsync(cancellationToken));

    public Task<IReadOnlyList<TopicSummary>> GetForumPageAsync(
        long forumId,
        PageRequest page,
        Viewer? viewer = null,
        CancellationToken cancellationToken = default
    ) =>
        connect.RunAsync(db =>
            ForumPage(db, forumId, page, viewer ?? Viewer.Anonymous).ToReadOnlyListAsync(cancellationToken)
        );

    // The stored count is what everybody sees; a reader who sees more gets what there is to page through.
    private static IQueryable<TopicDetail> Detail(ForumDb db, long id, Viewer viewer)
    {
        bool seesMore = viewer != Viewer.Anonymous;
        IQueryable<PostRow> posts = db.Posts(viewer);
        return from topic in db.Topics(viewer)
            where topic.Id == id
            from forum in db.GetTable<ForumRow>().InnerJoin(forum => forum.Id == topic.ForumId)
            from user in db.GetTable<UserRow>().LeftJoin(user => user.Id == topic.AuthorId)
            select new TopicDetail(
                topic.Id,
                topic.ForumId,
                forum.Name,
                topic.Title,
                new Author(topic.AuthorId, user.DisplayName ?? topic.AuthorName ?? Visible.NoName),
                topic.CreatedAt,
                topic.IsPinned,
                topic.IsLocked,
                topic.ViewCount,
                seesMore ? posts.Count(post => post.TopicId == topic.Id) : topic.PostCount,
                topic.ReplyCount
            );
    }

    private static IQueryable<TopicSummary> ForumPage(ForumDb db, long forumId, PageRequest page, Viewer viewer)
    {
        (int skip, int take) = (page.Skip, page.Size);
        IQueryable<TopicRow> topics = db.Topics(viewer)
            .Where(topic => topic.ForumId == forumId)
            .OrderByDescending(topic => topic.IsPinned)
            .ThenByDescending(topic => topic.LastPostAt)
            .ThenByDescending(topic => topic.Id)
            .Skip(skip)
            .Take(take);
        return from topic in topics
            from user in db.GetTable<UserRow>().LeftJoin(user => user.Id == topic.AuthorId)
            from last in db.GetTable<PostRow>().LeftJoin(last => last.Id == topic.LastPostId)
            from lastUser in db.GetTable<UserRow>().LeftJoin(lastUser => lastUser.Id == last.AuthorId)
            orderby topic.IsPinned descending, topic.LastPostAt descending, topic.Id descending
            select new TopicSummary(
                topic.Id,
                topic.Title,
                new Author(topic.AuthorId, user.DisplayName ?? topic.AuthorName ?? Visible.NoName),
                topic.CreatedAt,
                topic.IsPinned,
                topic.IsLocked,
                topic.ViewCount,
                topic.PostCount,
                topic.ReplyCount,
                topic.LastPostAt,
                topic.LastPostId == null
                    ? null
                    : new Author(last.AuthorId, lastUser.DisplayName ?? last.AuthorName ?? Visible.NoName)
            );
    }
}
