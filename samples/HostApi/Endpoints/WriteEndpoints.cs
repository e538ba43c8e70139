using LearningStudio.HostApi.Http;
using LearningStudio.HostApi.Identity;
using LearningStudio.Repositories;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.HostApi.Endpoints;

internal static class WriteEndpoints
{
    public static void MapWrites(this RouteGroupBuilder api)
    {
        RouteGroupBuilder writes = api.MapGroup("/")
            .WithTags("Writing")
            .RequireAuthorization(Roles.MayWrite)
            .AddEndpointFilter<RouteGroupBuilder, RequireAccount>()
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);
        writes
            .MapPost("/topics", OpenTopicAsync)
            .WithSummary("Opens a topic; it may have to wait for approval, or be refused by the rules.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        writes
            .MapPost("/topics/{id}/posts", AddPostAsync)
            .WithSummary("Adds a reply or a comment; it may have to wait for approval, or be refused by the rules.")
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        writes
            .MapPost("/posts/{id}/edits", EditPostAsync)
            .WithSummary("Replaces the text of one's own post; the rules may refuse it.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        writes.MapPost("/posts/{id}/reports", ReportAsync).WithSummary("Asks moderators to look at a post.");
    }

    private static async Task<Results<Created<Written>, ProblemHttpResult>> OpenTopicAsync(
        NewTopicBody topic,
        CurrentUser user,
        ForumWriter writer,
        CancellationToken cancellationToken
    )
    {
        Account author = user.Account;
        WriteOutcome outcome = await writer.OpenTopicAsync(author, topic, cancellationToken);
        if (outcome.Written is { } written)
        {
            return TypedResults.Created($"/api/v1/topics/{written.TopicId}", written);
        }

        return outcome.IsRefused ? Problems.Refused() : Problems.NotFound("forum", "forumId");
    }

    private static async Task<Results<Created<Written>, ProblemHttpResult>> AddPostAsync(
        long id,
        PostBody post,
        CurrentUser user,
        OpenTargets targets,
        ForumWriter writer,
        CancellationToken cancellationToken
    )
    {
        Account author = user.Account;
        if (await targets.FindTopicAsync(id, cancellationToken) is not { } topic)
        {
            return Problems.NotFound("topic", "id");
        }

        if (topic.IsLocked)
        {
            return Problems.Conflict("The topic is locked.", "id", "The topic takes no more posts.");
        }

        if (post.ReplyToId is { } replyTo && (await targets.FindPostAsync(replyTo, cancellationToken))?.TopicId != id)
        {
            return Problems.NotFound("post", "replyToId");
        }

        WriteOutcome outcome = await writer.AddPostAsync(author, topic, post, cancellationToken);
        if (outcome.Written is { } written)
        {
            return TypedResults.Created($"/api/v1/topics/{written.TopicId}", written);
        }

        return outcome.IsRefused
            ? Problems.Refused()
            : Problems.Conflict("The topic was closed meanwhile.", "id", "The topic takes no more posts.");
    }

    private static async Task<Results<Ok<Written>, ProblemHttpResult>> EditPostAsync(
        long id,
        PostBody post,
        CurrentUser user,
        OpenTargets targets,
        ForumWriter writer,
        CancellationToken cancellationToken
    )
    {
        Account author = user.Account;
        if (await targets.FindPostAsync(id, cancellationToken) is not { } edited)
        {
            return Problems.NotFound("post", "id");
        }

        if (edited.AuthorId != author.Id)
        {
            return Problems.Forbidden("Only its author may change a post.");
        }

        WriteOutcome outcome = await writer.EditPostAsync(author, edited, post, cancellationToken);
        if (outcome.Written is { } written)
        {
            return TypedResults.Ok(written);
        }

        return outcome.IsRefused ? Problems.Refused() : Problems.NotFound("post", "id");
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> ReportAsync(
        long id,
        ReportBody report,
        CurrentUser user,
        OpenTargets targets,
        ReviewWriter writer,
        CancellationToken cancellationToken
    )
    {
        if (await targets.FindPostAsync(id, cancellationToken) is not { } post)
        {
            return Problems.NotFound("post", "id");
        }

        return await writer.ReportAsync(user.Account, post, report.Reason!, cancellationToken)
            ? TypedResults.Accepted((string?)null)
            : Problems.NotFound("post", "id");
    }
}
