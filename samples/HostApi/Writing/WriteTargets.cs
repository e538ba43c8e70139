using LearningStudio.HostApi.Identity;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.HostApi.Writing;

/// <summary>Finds what the current user may write to: only what the same user may see.</summary>
internal sealed class WriteTargets(
    IForumRepository forums,
    ITopicRepository topics,
    IPostRepository posts,
    CurrentUser user
)
{
    /// <summary>The current user as a reader.</summary>
    public Viewer Viewer => new(user.Account.Id, user.IsModerator);

    public async Task<bool> HasForumAsync(long id, CancellationToken cancellationToken) =>
        await forums.FindAsync(id, Viewer, cancellationToken) is not null;

    public Task<TopicDetail?> FindTopicAsync(long id, CancellationToken cancellationToken) =>
        topics.FindAsync(id, Viewer, cancellationToken);

    /// <summary>Finds the post that opens a topic.</summary>
    public async Task<PostState?> FindOpeningAsync(long topicId, CancellationToken cancellationToken) =>
        await FindTopicAsync(topicId, cancellationToken) is not null
        && await topics.FindStateAsync(topicId, cancellationToken) is { OpeningPostId: { } opening }
            ? await posts.FindStateAsync(opening, cancellationToken)
            : null;

    /// <summary>Finds the post that opens a topic, with its text.</summary>
    public async Task<OpeningText?> FindOpeningTextAsync(long topicId, CancellationToken cancellationToken) =>
        await FindOpeningAsync(topicId, cancellationToken) is { } opening
        && await posts.FindAsync(opening.Id, Viewer, cancellationToken) is { } read
            ? new OpeningText(opening, read.Post.Body)
            : null;

    public async Task<PostState?> FindPostAsync(long id, CancellationToken cancellationToken)
    {
        PostState? post = await posts.FindStateAsync(id, cancellationToken);
        bool isSeen =
            post is { IsDeleted: false } && (post.IsApproved || post.AuthorId == user.Account.Id || user.IsModerator);
        return isSeen && await FindTopicAsync(post!.TopicId, cancellationToken) is not null ? post : null;
    }

    /// <summary>Why the current user may not delete a post that the same user sees; asked within the unit that deletes it.</summary>
    public async Task<WriteRefusal> WhyNotDeleteAsync(
        IForumSession session,
        TopicState topic,
        PostState post,
        CancellationToken cancellationToken
    ) =>
        user.IsModerator ? WriteRefusal.None
        : post.AuthorId != user.Account.Id ? WriteRefusal.Foreign
        // Its author may not take from others what they wrote.
        : topic.OpeningPostId == post.Id
        && await session.IsAnsweredAsync(post.TopicId, user.Account.Id, cancellationToken)
            ? WriteRefusal.Answered
        : WriteRefusal.None;
}
