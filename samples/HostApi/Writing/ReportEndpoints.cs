using LearningStudio.HostApi.Http;
using LearningStudio.HostApi.Identity;
using LearningStudio.HostApi.Reviews;
using LearningStudio.Moderation.Review.Reports;
using LearningStudio.Repositories.Reading;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.HostApi.Writing;

internal static class ReportEndpoints
{
    public static void MapReports(this RouteGroupBuilder api) =>
        api.MapGroup("/posts")
            .WithTags("Writing")
            .ForAccounts(Roles.MayWrite)
            .MapPost("/{id}/reports", ReportAsync)
            .AboutPost()
            .WithSummary("Asks moderators to look at a post of somebody else's.")
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<Results<Accepted, ProblemHttpResult>> ReportAsync(
        long id,
        ReportBody report,
        HttpContext context,
        CurrentUser user,
        WriteTargets targets,
        ReviewWriter writer,
        CancellationToken cancellationToken
    )
    {
        var post = context.GetTarget<PostState>();
        Account account = user.Account;
        var reporter = new Reporter
        {
            UserId = account.Id,
            TrustLevel = account.TrustLevel,
            IsStaff = user.IsModerator,
        };
        return await writer.ReportAsync(reporter, targets.Viewer, post, report.Reason!, cancellationToken) switch
        {
            ReportOutcome.Accepted => TypedResults.Accepted((string?)null),
            ReportOutcome.Own => Problems.Forbidden("Nobody reports the own posts."),
            ReportOutcome.OverLimit => Problems.TooMany("As many reports as are allowed in 24 hours were made."),
            _ => Problems.NotFound("post", "id"),
        };
    }
}
