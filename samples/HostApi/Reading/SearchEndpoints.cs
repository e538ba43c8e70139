using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using LearningStudio.HostApi.Http;
using LearningStudio.HostApi.Identity;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.HostApi.Reading;

internal static class SearchEndpoints
{
    public static void MapSearch(this RouteGroupBuilder api) =>
        api.MapGet("/search", SearchAsync)
            .Costs(5)
            .WithTags("Search")
            .WithSummary(
                "Finds topics by title and posts by body, latest first: those that have all words of the text, the last one also as a beginning."
            )
            .ProducesValidationProblem();

    private static async Task<Results<Ok<SearchResult>, ProblemHttpResult>> SearchAsync(
        [Description("What to look for: 1 to 200 characters, not all blank."), Required, StringLength(200)] string q,
        [Description(Paging.PageText), Range(1, PageRequest.MaxNumber)] int? page,
        [Description(Paging.SizeText), Range(1, PageRequest.MaxSize)] int? page_size,
        IPostRepository posts,
        CurrentUser user,
        CancellationToken cancellationToken
    )
    {
        if (Paging.Refuse(page_size, await user.FindViewerAsync(cancellationToken)) is { } refused)
        {
            return refused;
        }

        PageRequest request = Paging.Request(page, page_size);
        Page<SearchHit> hits = await posts.SearchAsync(q, request, cancellationToken);
        return TypedResults.Ok(new SearchResult(hits.Items, request.Number, request.Size));
    }
}
