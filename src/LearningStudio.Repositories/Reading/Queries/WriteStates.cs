using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Sql;
using LinqToDB;

namespace LearningStudio.Repositories.Reading.Queries;

/// <summary>What writes need to know of topics and posts, hidden ones included.</summary>
internal static class WriteStates
{
    public static readonly SqlTemplate<TopicState> OfTopic = SqlTemplate<TopicState>.Create(
        (db, a) =>
        {
            long id = a.Long();
            return db.GetTable<TopicRow>().Where(topic => topic.Id == id);
        },
        new RowShape<TopicRow, TopicState>(topic => new TopicState
        {
            Id = topic.Id,
            ForumId = topic.ForumId,
            AuthorId = topic.AuthorId,
            OpeningPostId = topic.FirstPostId,
            IsLocked = topic.IsLocked,
            IsVisible = topic.IsApproved && topic.DeletedAt == null,
            IsDeleted = topic.DeletedAt != null,
        })
    );

    public static readonly SqlTemplate<PostContent> TextOfPost = SqlTemplate<PostContent>.Create(
        (db, a) =>
        {
            long id = a.Long();
            return from post in db.GetTable<PostRow>()
                where post.Id == id
                from topic in db.GetTable<TopicRow>().InnerJoin(topic => topic.Id == post.TopicId)
                select new JoinedPost { Post = post, Topic = topic };
        },
        new RowShape<JoinedPost, PostContent>(post => new PostContent
        {
            TopicTitle = post.Topic.Title,
            Body = post.Post.Body,
        })
    );

    public static readonly SqlTemplate<PostState> OfPost = SqlTemplate<PostState>.Create(
        (db, a) =>
        {
            long id = a.Long();
            return from post in db.GetTable<PostRow>()
                where post.Id == id
                from user in db.GetTable<UserRow>().LeftJoin(user => user.Id == post.AuthorId)
                select new WrittenPost { Post = post, TrustLevel = (int?)user.TrustLevel };
        },
        new RowShape<WrittenPost, PostState>(post => new PostState
        {
            Id = post.Post.Id,
            TopicId = post.Post.TopicId,
            ForumId = post.Post.ForumId,
            AuthorId = post.Post.AuthorId,
            AuthorTrustLevel = post.TrustLevel,
            IsApproved = post.Post.IsApproved,
            IsDeleted = post.Post.DeletedAt != null,
        })
    );

    private sealed class JoinedPost
    {
        public PostRow Post { get; init; } = null!;
        public TopicRow Topic { get; init; } = null!;
    }

    private sealed class WrittenPost
    {
        public PostRow Post { get; init; } = null!;
        public int? TrustLevel { get; init; }
    }
}
