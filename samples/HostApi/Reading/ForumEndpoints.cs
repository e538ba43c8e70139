using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using LearningStudio.HostApi.Cache;
using LearningStudio.HostApi.Http;
using LearningStudio.HostApi.Identity;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;
using LearningStudio.Statistics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.HostApi.Reading;

internal static class ForumEndpoints
{
    public static void MapForums(this RouteGroupBuilder api)
    {
        RouteGroupBuilder forums = api.MapGroup("/forums").WithTags("Forums");
        forums
            .MapGet("/", ListAsync)
            .Cacheable()
            .WithSummary("Lists all forums by category, with their figures and the totals of the site.");
        forums
            .MapGet("/{id}", FindAsync)
            .Cacheable()
            .WithSummary("Reads a forum with its figures and subforums.")
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound);
        forums
            .MapGet("/{id}/topics", GetTopicsAsync)
            .Cacheable()
            .WithSummary("Lists a forum's topics, pinned first, then by latest post.")
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<ForumList>> ListAsync(
        CachedForum forum,
        ForumStatisticsService statistics,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<ForumSummary> forums = await forum.ListAsync(cancellationToken);
        OverallStatistics totals = await statistics.GetOverallAsync(cancellationToken);
        return TypedResults.Ok(new ForumList(ForumNode.Tree(forums, statistics), totals));
    }

    private static async Task<Results<Ok<ForumDetail>, ProblemHttpResult>> FindAsync(
        long id,
        CachedForum forum,
        ForumStatisticsService statistics,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<ForumNode> found = ForumNode.Tree(
            await forum.FindForumAsync(id, cancellationToken) ?? [],
            statistics
        );
        if (found is not [{ } node] || await statistics.FindForumAsync(id, cancellationToken) is not { } figures)
        {
            return Problems.NotFound("forum", "id");
        }

        return TypedResults.Ok(
            new ForumDetail(node.Id, node.Name, node.Slug, node.Description, node.LastPost, figures, node.Forums)
        );
    }

    private static async Task<Results<Ok<PageOf<TopicSummary>>, ProblemHttpResult>> GetTopicsAsync(
        long id,
        [Description(Paging.PageText), Range(1, PageRequest.MaxNumber)] int? page,
        [Description(Paging.SizeText), Range(1, PageRequest.MaxSize)] int? page_size,
        CachedForum forum,
        CurrentUser user,
        CancellationToken cancellationToken
    )
    {
        Viewer? viewer = await user.FindViewerAsync(cancellationToken);
        if (Paging.Refuse(page_size, viewer) is { } refused)
        {
            return refused;
        }

        if (await forum.CountTopicsAsync(id, viewer, cancellationToken) is not { } count)
        {
            return Problems.NotFound("forum", "id");
        }

        PageRequest request = Paging.Request(page, page_size);
        // What everybody sees ends with the count: a page beyond it is empty, and makes no entry in the cache.
        IReadOnlyList<TopicSummary> topics =
            viewer is null && request.Skip >= count
                ? []
                : await forum.GetTopicsAsync(id, request, viewer, cancellationToken);
        return TypedResults.Ok(new PageOf<TopicSummary>(topics, request, count));
    }
}
