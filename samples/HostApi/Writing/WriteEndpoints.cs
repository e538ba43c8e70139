using LearningStudio.HostApi.Http;
using LearningStudio.HostApi.Identity;
using LearningStudio.Repositories.Reading;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.HostApi.Writing;

/// <summary>What users write: topics and posts, and their own changes to them.</summary>
internal static class WriteEndpoints
{
    public static void MapWrites(this RouteGroupBuilder api)
    {
        RouteGroupBuilder writes = api.MapGroup("/").WithTags("Writing").ForAccounts(Roles.MayWrite);
        writes
            .MapPost("/topics", OpenTopicAsync)
            .WithSummary("Opens a topic; it may have to wait for approval, or be refused by the rules.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        writes
            .MapPost("/topics/{id}/posts", AddPostAsync)
            .AboutTopic()
            .WithSummary("Adds a reply or a comment; it may have to wait for approval, or be refused by the rules.")
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        writes
            .MapPost("/topics/{id}/edits", EditTopicAsync)
            .AboutOwnOpeningText()
            .WithSummary("Gives one's own topic another title; the rules may refuse it.")
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        writes
            .MapPost("/posts/{id}/edits", EditPostAsync)
            .AboutOwnPost()
            .WithSummary("Replaces the text of one's own post; the rules may refuse it.")
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        writes
            .MapDelete("/topics/{id}", DeleteTopicAsync)
            .AboutOpeningPost()
            .WithSummary("Deletes a topic: its author while nobody else has answered, moderators always.")
            .ProducesProblem(StatusCodes.Status409Conflict);
        writes
            .MapDelete("/posts/{id}", DeletePostAsync)
            .AboutPost()
            .WithSummary("Deletes a post, and the topic it opens: its author, or a moderator.")
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Created<PostResult>, ProblemHttpResult>> OpenTopicAsync(
        NewTopicBody topic,
        WriteTargets targets,
        CurrentUser user,
        ForumWriter writer,
        CancellationToken cancellationToken
    )
    {
        if (!await targets.HasForumAsync(topic.ForumId!.Value, cancellationToken))
        {
            return Problems.NotFound("forum", "forumId");
        }

        WriteOutcome outcome = await writer.OpenTopicAsync(user.Account, targets.Viewer, topic, cancellationToken);
        return outcome.Created("forum", "forumId");
    }

    private static async Task<Results<Created<PostResult>, ProblemHttpResult>> AddPostAsync(
        long id,
        PostBody post,
        HttpContext context,
        CurrentUser user,
        WriteTargets targets,
        ForumWriter writer,
        CancellationToken cancellationToken
    )
    {
        var topic = context.GetTarget<TopicDetail>();
        if (topic.IsLocked)
        {
            return WriteRefusal.Locked.Problem("topic", "id");
        }

        if (post.ReplyToId is { } replyTo && (await targets.FindPostAsync(replyTo, cancellationToken))?.TopicId != id)
        {
            return WriteRefusal.MissingComment.Problem("topic", "id");
        }

        WriteOutcome outcome = await writer.AddPostAsync(user.Account, targets.Viewer, topic, post, cancellationToken);
        return outcome.Created("topic", "id");
    }

    private static async Task<Results<Ok<PostResult>, ProblemHttpResult>> EditTopicAsync(
        long id,
        TopicEditBody edit,
        HttpContext context,
        CurrentUser user,
        WriteTargets targets,
        ForumWriter writer,
        CancellationToken cancellationToken
    )
    {
        var opening = context.GetTarget<OpeningText>();
        WriteOutcome outcome = await writer.RenameTopicAsync(
            user.Account,
            targets.Viewer,
            opening.Post,
            opening.Body,
            edit.Title!,
            cancellationToken
        );
        return outcome.Changed("topic");
    }

    private static async Task<Results<Ok<PostResult>, ProblemHttpResult>> EditPostAsync(
        long id,
        PostBody post,
        HttpContext context,
        CurrentUser user,
        WriteTargets targets,
        ForumWriter writer,
        CancellationToken cancellationToken
    )
    {
        WriteOutcome outcome = await writer.EditPostAsync(
            user.Account,
            targets.Viewer,
            context.GetTarget<PostState>(),
            post,
            cancellationToken
        );
        return outcome.Changed("post");
    }

    private static Task<Results<NoContent, ProblemHttpResult>> DeleteTopicAsync(
        long id,
        HttpContext context,
        WriteTargets targets,
        ForumWriter writer,
        CancellationToken cancellationToken
    ) => DeleteAsync(context.GetTarget<PostState>(), "topic", targets, writer, cancellationToken);

    private static Task<Results<NoContent, ProblemHttpResult>> DeletePostAsync(
        long id,
        HttpContext context,
        WriteTargets targets,
        ForumWriter writer,
        CancellationToken cancellationToken
    ) => DeleteAsync(context.GetTarget<PostState>(), "post", targets, writer, cancellationToken);

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        PostState post,
        string thing,
        WriteTargets targets,
        ForumWriter writer,
        CancellationToken cancellationToken
    )
    {
        WriteRefusal refusal = await writer.DeletePostAsync(
            targets.Viewer,
            post.Id,
            targets.WhyNotDeleteAsync,
            cancellationToken
        );
        return refusal == WriteRefusal.None ? TypedResults.NoContent() : refusal.Problem(thing, "id");
    }
}
