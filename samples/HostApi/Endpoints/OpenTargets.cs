using LearningStudio.HostApi.Identity;
using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Endpoints;

/// <summary>Finds what the current user may write to: only what the same user may see.</summary>
internal sealed class OpenTargets(ITopicRepository topics, IPostRepository posts, CurrentUser user)
{
    public async Task<TopicState?> FindTopicAsync(long id, CancellationToken cancellationToken)
    {
        var viewer = new Viewer(user.Account.Id, user.IsModerator);
        return await topics.FindAsync(id, viewer, cancellationToken) is null
            ? null
            : await topics.FindStateAsync(id, cancellationToken);
    }

    public async Task<PostState?> FindPostAsync(long id, CancellationToken cancellationToken)
    {
        PostState? post = await posts.FindStateAsync(id, cancellationToken);
        bool isSeen =
            post is { IsDeleted: false } && (post.IsApproved || post.AuthorId == user.Account.Id || user.IsModerator);
        return isSeen && await FindTopicAsync(post!.TopicId, cancellationToken) is not null ? post : null;
    }
}
