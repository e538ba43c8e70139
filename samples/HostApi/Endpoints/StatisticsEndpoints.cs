using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using LearningStudio.Statistics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.HostApi.Endpoints;

internal static class StatisticsEndpoints
{
    private const int DefaultDays = 30;

    public static void MapStatistics(this RouteGroupBuilder api)
    {
        RouteGroupBuilder statistics = api.MapGroup("/statistics").WithTags("Statistics");
        statistics.MapGet("/", GetOverallAsync).WithSummary("Reads the totals of the site, users online included.");
        statistics
            .MapGet("/activity", GetActivityAsync)
            .WithSummary("Sums up what was new on each UTC day up to today.")
            .ProducesValidationProblem();
    }

    private static async Task<Ok<OverallStatistics>> GetOverallAsync(
        ForumStatisticsService statistics,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await statistics.GetOverallAsync(cancellationToken));

    private static async Task<Ok<ActivitySummary>> GetActivityAsync(
        [Description("How many days, today included; 30 by default."), Range(1, ForumStatisticsService.MaximumDays)]
            int? days,
        ForumStatisticsService statistics,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await statistics.GetActivityAsync(days ?? DefaultDays, cancellationToken));
}
