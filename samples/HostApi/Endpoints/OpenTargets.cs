using LearningStudio.HostApi.Identity;
using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Endpoints;

/// <summary>Finds what a user may write to: only what the same user may see.</summary>
internal sealed class OpenTargets(ITopicRepository topics, IPostRepository posts, CurrentUser user)
{
    public async Task<TopicState?> FindTopicAsync(long id, Account reader, CancellationToken cancellationToken)
    {
        var viewer = new Viewer(reader.Id, user.IsModerator);
        return await topics.FindAsync(id, viewer, cancellationToken) is null
            ? null
            : await topics.FindStateAsync(id, cancellationToken);
    }

    public async Task<PostState?> FindPostAsync(long id, Account reader, CancellationToken cancellationToken)
    {
        PostState? post = await posts.FindStateAsync(id, cancellationToken);
        bool isSeen =
            post is { IsDeleted: false } && (post.IsApproved || post.AuthorId == reader.Id || user.IsModerator);
        return isSeen && await FindTopicAsync(post!.TopicId, reader, cancellationToken) is not null ? post : null;
    }
}
