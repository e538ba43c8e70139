using LearningStudio.Repositories.Queries;
using LearningStudio.Repositories.Rows;
using LinqToDB;
using LinqToDB.Async;

namespace LearningStudio.Repositories.Writing;

internal sealed class ForumSession(ForumDb db) : IForumSession
{
    private readonly Counters _counters = new(db);
    private readonly List<ForumEvent> _events = [];

    public IReadOnlyList<ForumEvent> Events => _events;

    public IReviewQueueRepository ReviewQueue { get; } = new ReviewQueueRepository(new SessionRunner(db));

    public Task<TopicState?> FindTopicAsync(long id, CancellationToken cancellationToken = default) =>
        db.TopicState(id).FirstRowAsync(cancellationToken);

    public Task<PostState?> FindPostAsync(long id, CancellationToken cancellationToken = default) =>
        db.PostState(id).FirstRowAsync(cancellationToken);

    public async Task<(long TopicId, long PostId)?> OpenTopicAsync(
        NewTopic topic,
        CancellationToken cancellationToken = default
    )
    {
        bool exists = await db.GetTable<ForumRow>()
            .AnyAsync(forum => forum.Id == topic.ForumId, cancellationToken)
            .ConfigureAwait(false);
        if (!exists)
        {
            return null;
        }

        long topicId = await db.InsertWithInt64IdentityAsync(
                new TopicRow
                {
                    ForumId = topic.ForumId,
                    AuthorId = topic.AuthorId,
                    Title = topic.Title,
                    CreatedAt = topic.CreatedAt,
                    LastPostAt = topic.CreatedAt,
                    IsApproved = !topic.IsHeld,
                },
                token: cancellationToken
            )
            .ConfigureAwait(false);
        var opening = new NewPost(topicId, null, topic.AuthorId, topic.Body, topic.CreatedAt, topic.IsHeld);
        long postId = await InsertAsync(opening, topic.ForumId, cancellationToken).ConfigureAwait(false);
        ForumEventKind kind = topic.IsHeld ? ForumEventKind.PostHeld : ForumEventKind.TopicCreated;
        await ChangedAsync(kind, postId, cancellationToken).ConfigureAwait(false);
        return (topicId, postId);
    }

    public async Task<long> AddPostAsync(NewPost post, CancellationToken cancellationToken = default)
    {
        TopicState topic =
            await FindTopicAsync(post.TopicId, cancellationToken).ConfigureAwait(false)
            ?? throw new ArgumentException("The topic does not exist.", nameof(post));
        if (post.ReplyToId is { } replyTo)
        {
            PostState? target = await FindPostAsync(replyTo, cancellationToken).ConfigureAwait(false);
            if (target?.TopicId != topic.Id)
            {
                throw new ArgumentException("The post commented on is not in the topic.", nameof(post));
            }
        }

        long id = await InsertAsync(post, topic.ForumId, cancellationToken).ConfigureAwait(false);
        ForumEventKind kind = post.IsHeld || !topic.IsVisible ? ForumEventKind.PostHeld : ForumEventKind.PostCreated;
        await ChangedAsync(kind, id, cancellationToken).ConfigureAwait(false);
        return id;
    }

    public async Task EditPostAsync(PostEdit edit, CancellationToken cancellationToken = default)
    {
        await db.GetTable<PostRow>()
            .Where(post => post.Id == edit.PostId)
            .Set(post => post.Body, edit.Body)
            .Set(post => post.EditedAt, edit.EditedAt)
            .Set(post => post.IsApproved, post => post.IsApproved && !edit.IsHeld)
            .UpdateAsync(cancellationToken)
            .ConfigureAwait(false);
        if (edit.IsHeld)
        {
            await SetTopicOfOpeningAsync(edit.PostId, isApproved: false, null, cancellationToken).ConfigureAwait(false);
        }

        ForumEventKind kind = edit.IsHeld ? ForumEventKind.PostHidden : ForumEventKind.PostEdited;
        await ChangedAsync(kind, edit.PostId, cancellationToken).ConfigureAwait(false);
    }

    public async Task ApprovePostAsync(long id, CancellationToken cancellationToken = default)
    {
        await db.GetTable<PostRow>()
            .Where(post => post.Id == id)
            .Set(post => post.IsApproved, true)
            .UpdateAsync(cancellationToken)
            .ConfigureAwait(false);
        await SetTopicOfOpeningAsync(id, isApproved: true, null, cancellationToken).ConfigureAwait(false);
        await ChangedAsync(ForumEventKind.PostApproved, id, cancellationToken).ConfigureAwait(false);
    }

    public async Task DeletePostAsync(long id, DateTimeOffset at, CancellationToken cancellationToken = default)
    {
        await db.GetTable<PostRow>()
            .Where(post => post.Id == id && post.DeletedAt == null)
            .Set(post => post.DeletedAt, at)
            .UpdateAsync(cancellationToken)
            .ConfigureAwait(false);
        await SetTopicOfOpeningAsync(id, isApproved: false, at, cancellationToken).ConfigureAwait(false);
        await ChangedAsync(ForumEventKind.PostHidden, id, cancellationToken).ConfigureAwait(false);
    }

    public Task ReviewChangedAsync(long postId, CancellationToken cancellationToken = default) =>
        TellAsync(ForumEventKind.ReviewChanged, postId, cancellationToken);

    private Task<long> InsertAsync(NewPost post, long forumId, CancellationToken cancellationToken) =>
        db.InsertWithInt64IdentityAsync(
            new PostRow
            {
                TopicId = post.TopicId,
                ForumId = forumId,
                AuthorId = post.AuthorId,
                ReplyToId = post.ReplyToId,
                Body = post.Body,
                CreatedAt = post.CreatedAt,
                IsApproved = !post.IsHeld,
            },
            token: cancellationToken
        );

    // A topic is as visible as the post that opens it.
    private async Task SetTopicOfOpeningAsync(
        long postId,
        bool isApproved,
        DateTimeOffset? deletedAt,
        CancellationToken cancellationToken
    )
    {
        PostState? post = await FindPostAsync(postId, cancellationToken).ConfigureAwait(false);
        TopicState? topic = post is null
            ? null
            : await FindTopicAsync(post.TopicId, cancellationToken).ConfigureAwait(false);
        if (topic?.OpeningPostId == postId)
        {
            await db.GetTable<TopicRow>()
                .Where(row => row.Id == topic.Id)
                .Set(row => row.IsApproved, isApproved)
                .Set(row => row.DeletedAt, deletedAt)
                .UpdateAsync(cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private async Task ChangedAsync(ForumEventKind kind, long postId, CancellationToken cancellationToken)
    {
        ForumEvent told = await TellAsync(kind, postId, cancellationToken).ConfigureAwait(false);
        if (kind != ForumEventKind.PostEdited)
        {
            await _counters.RecountAsync(told.TopicId, told.ForumId, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ForumEvent> TellAsync(ForumEventKind kind, long postId, CancellationToken cancellationToken)
    {
        ForumEvent? told = await (
            from post in db.GetTable<PostRow>()
            where post.Id == postId
            from forum in db.GetTable<ForumRow>().InnerJoin(forum => forum.Id == post.ForumId)
            select new ForumEvent(kind, forum.Id, forum.ParentId, post.TopicId, post.Id, post.AuthorId)
        )
            .FirstRowAsync(cancellationToken)
            .ConfigureAwait(false);
        _events.Add(told ?? throw new ArgumentException("The post does not exist.", nameof(postId)));
        return told;
    }
}
