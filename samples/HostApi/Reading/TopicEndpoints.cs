using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using LearningStudio.HostApi.Cache;
using LearningStudio.HostApi.Http;
using LearningStudio.HostApi.Identity;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Reading;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.HostApi.Reading;

internal static class TopicEndpoints
{
    public static void MapTopics(this RouteGroupBuilder api)
    {
        RouteGroupBuilder topics = api.MapGroup("/topics")
            .WithTags("Topics")
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound);
        topics
            .MapGet("/{id}", FindAsync)
            .Cacheable()
            .WithSummary("Reads a topic and a page of its posts, oldest first.");
        topics
            .MapGet("/{id}/posts", StreamAsync)
            .Costs(10)
            .WithSummary("Reads all posts of a topic, oldest first, sent while they are read; not cached.");
    }

    private static async Task<Results<Ok<TopicPage>, ProblemHttpResult>> FindAsync(
        long id,
        [Description(Paging.PageText), Range(1, PageRequest.MaxNumber)] int? page,
        [Description(Paging.SizeText), Range(1, PageRequest.MaxSize)] int? page_size,
        CachedForum forum,
        CurrentUser user,
        IForumPresence presence,
        CancellationToken cancellationToken
    )
    {
        Viewer? viewer = await user.FindViewerAsync(cancellationToken);
        if (Paging.Refuse(page_size, viewer) is { } refused)
        {
            return refused;
        }

        if (await forum.FindTopicAsync(id, viewer, cancellationToken) is not { } topic)
        {
            return Problems.NotFound("topic", "id");
        }

        presence.Viewed(id);
        PageRequest request = Paging.Request(page, page_size);
        // What everybody sees ends with the count: a page beyond it is empty, and makes no entry in the cache.
        IReadOnlyList<PostView> posts =
            viewer is null && request.Skip >= topic.PostCount
                ? []
                : await forum.GetPostsAsync(id, request, viewer, cancellationToken);
        return TypedResults.Ok(new TopicPage(topic, new PageOf<PostView>(posts, request, topic.PostCount)));
    }

    private static async Task<Results<Ok<IAsyncEnumerable<PostView>>, ProblemHttpResult>> StreamAsync(
        long id,
        CachedForum forum,
        CurrentUser user,
        PostStream posts,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        Viewer? viewer = await user.FindViewerAsync(cancellationToken);
        return await forum.FindTopicAsync(id, viewer, cancellationToken) is null
            ? Problems.NotFound("topic", "id")
            : TypedResults.Ok(posts.ReadTopicAsync(id, viewer, context.Abort, cancellationToken));
    }
}
