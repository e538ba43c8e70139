using LearningStudio.HostApi.Http;
using LearningStudio.Statistics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.HostApi.Reading;

internal static class UserEndpoints
{
    public static void MapUsers(this RouteGroupBuilder api) =>
        api.MapGroup("/users")
            .WithTags("Users")
            .MapGet("/{id}/stats", FindAsync)
            .Cacheable()
            .WithSummary("Reads how much a user has written, and when last.")
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<UserStatistics>, ProblemHttpResult>> FindAsync(
        long id,
        ForumStatisticsService statistics,
        CancellationToken cancellationToken
    ) =>
        await statistics.FindUserAsync(id, cancellationToken) is { } user
            ? TypedResults.Ok(user)
            : Problems.NotFound("user", "id");
}
