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

    public async Task<bool> EditPostAsync(PostEdit edit, CancellationToken cancellationToken = default)
    {
        int edited = await Existing(edit.PostId)
            .Set(post => post.Body, edit.Body)
            .Set(post => post.EditedAt, edit.EditedAt)
            .Set(post => post.IsApproved, post => post.IsApproved && !edit.IsHeld)
            .UpdateAsync(cancellationToken)
            .ConfigureAwait(false);
        if (edited == 0)
        {
            return false;
        }

        if (edit.IsHeld)
        {
            await ShowOpenedTopicAsync(edit.PostId, isShown: false, cancellationToken).ConfigureAwait(false);
        }

        ForumEventKind kind = edit.IsHeld ? ForumEventKind.PostHidden : ForumEventKind.PostEdited;
        await ChangedAsync(kind, edit.PostId, cancellationToken).ConfigureAwait(false);
        return true;
    }

    public async Task<bool> ApprovePostAsync(long id, CancellationToken cancellationToken = default)
    {
        int approved = await Existing(id)
            .Set(post => post.IsApproved, true)
            .UpdateAsync(cancellationToken)
            .ConfigureAwait(false);
        if (approved == 0)
        {
            return false;
        }

        await ShowOpenedTopicAsync(id, isShown: true, cancellationToken).ConfigureAwait(false);
        await ChangedAsync(ForumEventKind.PostApproved, id, cancellationToken).ConfigureAwait(false);
        return true;
    }

    public async Task<bool> DeletePostAsync(long id, DateTimeOffset at, CancellationToken cancellationToken = default)
    {
        int deleted = await Existing(id)
            .Set(post => post.DeletedAt, at)
            .UpdateAsync(cancellationToken)
            .ConfigureAwait(false);
        if (deleted == 0)
        {
            return false;
        }

        if (await OpenedTopicAsync(id, cancellationToken).ConfigureAwait(false) is { } topicId)
        {
            await db.GetTable<TopicRow>()
                .Where(topic => topic.Id == topicId && topic.DeletedAt == null)
                .Set(topic => topic.DeletedAt, at)
                .UpdateAsync(cancellationToken)
                .ConfigureAwait(false);
        }

        await ChangedAsync(ForumEventKind.PostHidden, id, cancellationToken).ConfigureAwait(false);
        return true;
    }

    public async Task ReviewChangedAsync(long? postId, CancellationToken cancellationToken = default)
    {
        if (postId is { } id)
        {
            await TellAsync(ForumEventKind.ReviewChanged, id, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            _events.Add(new ForumEvent(ForumEventKind.ReviewChanged, 0, null, 0, 0, null));
        }
    }

    private IQueryable<PostRow> Existing(long id) =>
        db.GetTable<PostRow>().Where(post => post.Id == id && post.DeletedAt == null);

    // A topic is as visible as the post that opens it. What is deleted stays so.
    private async Task ShowOpenedTopicAsync(long postId, bool isShown, CancellationToken cancellationToken)
    {
        if (await OpenedTopicAsync(postId, cancellationToken).ConfigureAwait(false) is { } topicId)
        {
            await db.GetTable<TopicRow>()
                .Where(topic => topic.Id == topicId && topic.DeletedAt == null)
                .Set(topic => topic.IsApproved, isShown)
                .UpdateAsync(cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>The topic that a post opens; null for a reply or a comment.</summary>
    private async Task<long?> OpenedTopicAsync(long postId, CancellationToken cancellationToken)
    {
        PostState? post = await FindPostAsync(postId, cancellationToken).ConfigureAwait(false);
        TopicState? topic = post is null
            ? null
            : await FindTopicAsync(post.TopicId, cancellationToken).ConfigureAwait(false);
        return topic?.OpeningPostId == postId ? topic.Id : null;
    }

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

    private async Task ChangedAsync(ForumEventKind kind, long postId, CancellationToken cancellationToken)
    {
        ForumEvent told = await TellAsync(kind, postId, cancellationToken).ConfigureAwait(false);
        if (kind is ForumEventKind.PostApproved or ForumEventKind.PostHidden)
        {
            await TellOtherAuthorsAsync(told, cancellationToken).ConfigureAwait(false);
        }

        if (kind != ForumEventKind.PostEdited)
        {
            await _counters.RecountAsync(told.TopicId, told.ForumId, cancellationToken).ConfigureAwait(false);
        }
    }

    // With its opening post a topic appears or disappears, and the figures of all who wrote in it change.
    private async Task TellOtherAuthorsAsync(ForumEvent told, CancellationToken cancellationToken)
    {
        if (await OpenedTopicAsync(told.PostId, cancellationToken).ConfigureAwait(false) is { } topicId)
        {
            List<long?> authors = await db.GetTable<PostRow>()
                .Where(post => post.TopicId == topicId && post.AuthorId != null && post.AuthorId != told.AuthorId)
                .Select(post => post.AuthorId)
                .Distinct()
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            _events.AddRange(authors.Select(author => told with { AuthorId = author }));
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
