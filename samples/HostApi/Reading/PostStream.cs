using System.Runtime.CompilerServices;
using LearningStudio.QueryBudgets;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.HostApi.Reading;

/// <summary>Reads lists of any length page by page, while their beginning is on its way to the client.</summary>
internal sealed class PostStream(IPostRepository posts)
{
    /// <param name="topicId">The topic.</param>
    /// <param name="viewer">Who reads.</param>
    /// <param name="abort">
    /// Breaks the connection where time runs out: the framework ends such an answer like a whole one, and a client would
    /// take what is cut off for all there is.
    /// </param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<PostView> ReadTopicAsync(
        long topicId,
        Viewer? viewer,
        Action abort,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        string? cursor = null;
        using CancellationTokenRegistration ended = cancellationToken.Register(abort);
        do
        {
            PageRequest request = PageRequest.After(cursor, PageRequest.MaxSize);
            Page<PostView> page = await ReadAsync(topicId, request, viewer, cancellationToken);
            foreach (PostView post in page.Items)
            {
                yield return post;
            }

            cursor = page.Next;
        } while (cursor is not null);
    }

    private async Task<Page<PostView>> ReadAsync(
        long topicId,
        PageRequest request,
        Viewer? viewer,
        CancellationToken cancellationToken
    )
    {
        using IDisposable allowed = QueryScope.Allow("A list of any length is read page by page.");
        return await posts.ListByTopicAsync(topicId, request, viewer, cancellationToken);
    }
}
