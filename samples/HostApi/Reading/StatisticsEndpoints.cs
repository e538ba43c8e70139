using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using LearningStudio.HostApi.Http;
using LearningStudio.Statistics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.HostApi.Reading;

internal static class StatisticsEndpoints
{
    private const int DefaultDays = 30;

    public static void MapStatistics(this RouteGroupBuilder api)
    {
        RouteGroupBuilder statistics = api.MapGroup("/statistics").WithTags("Statistics");
        statistics
            .MapGet("/", GetOverallAsync)
            .Cacheable()
            .WithSummary("Reads the totals of the site, users online included.");
        statistics
            .MapGet("/activity", GetActivityAsync)
            .Cacheable()
            .WithSummary("Sums up what was new on each UTC day up to today.")
            .ProducesValidationProblem();
        statistics
            .MapGet("/online", ListOnlineAsync)
            .Cacheable()
            .WithSummary("Lists who is online, the latest seen first.");
        statistics
            .MapGet("/trending", ListTrendingAsync)
            .Cacheable()
            .WithSummary("Lists the topics with the most posts of seven days.");
    }

    private static async Task<Ok<OverallStatistics>> GetOverallAsync(
        ForumStatisticsService statistics,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await statistics.GetOverallAsync(cancellationToken));

    private static async Task<Ok<ActivitySummary>> GetActivityAsync(
        [Description("How many days, today included; 30 by default."), Range(1, ForumStatisticsService.MaxDays)]
            int? days,
        ForumStatisticsService statistics,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await statistics.GetActivityAsync(days ?? DefaultDays, cancellationToken));

    private static async Task<Ok<IReadOnlyList<Member>>> ListOnlineAsync(
        ForumStatisticsService statistics,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await statistics.ListOnlineAsync(cancellationToken));

    private static async Task<Ok<IReadOnlyList<TrendingTopic>>> ListTrendingAsync(
        ForumStatisticsService statistics,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await statistics.ListTrendingTopicsAsync(cancellationToken));
}
