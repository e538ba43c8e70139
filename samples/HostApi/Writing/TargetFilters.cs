using LearningStudio.HostApi.Http;
using LearningStudio.Repositories.Reading;
using Microsoft.AspNetCore.Http.Features;

namespace LearningStudio.HostApi.Writing;

/// <summary>
/// Endpoint filters that find what a write is about, before the endpoint runs: 404 for what the user may not see, then 403
/// for what is another user's. The endpoint's first argument is the id; it takes the target from the request.
/// </summary>
internal static class TargetFilters
{
    /// <summary>Finds a topic.</summary>
    public static RouteHandlerBuilder AboutTopic(this RouteHandlerBuilder endpoint) =>
        endpoint.About<TopicDetail>("topic", (targets, id, ct) => targets.FindTopicAsync(id, ct));

    /// <summary>Finds the post that opens a topic.</summary>
    public static RouteHandlerBuilder AboutOpeningPost(this RouteHandlerBuilder endpoint) =>
        endpoint.About<PostState>("topic", (targets, id, ct) => targets.FindOpeningAsync(id, ct));

    /// <summary>Finds the post that opens a topic of the user's, with its text.</summary>
    public static RouteHandlerBuilder AboutOwnOpeningText(this RouteHandlerBuilder endpoint) =>
        endpoint.About<OpeningText>(
            "topic",
            (targets, id, ct) => targets.FindOpeningTextAsync(id, ct),
            opening => opening.Post.AuthorId
        );

    /// <summary>Finds a post.</summary>
    public static RouteHandlerBuilder AboutPost(this RouteHandlerBuilder endpoint) =>
        endpoint.About<PostState>("post", (targets, id, ct) => targets.FindPostAsync(id, ct));

    /// <summary>Finds a post of the user's.</summary>
    public static RouteHandlerBuilder AboutOwnPost(this RouteHandlerBuilder endpoint) =>
        endpoint.About<PostState>("post", (targets, id, ct) => targets.FindPostAsync(id, ct), post => post.AuthorId);

    /// <summary>What a filter found.</summary>
    /// <exception cref="InvalidOperationException">The endpoint has no such filter.</exception>
    public static T GetTarget<T>(this HttpContext context)
        where T : class => context.Features.GetRequiredFeature<T>();

    private static RouteHandlerBuilder About<T>(
        this RouteHandlerBuilder endpoint,
        string thing,
        Func<WriteTargets, long, CancellationToken, Task<T?>> find,
        Func<T, long?>? authorOf = null
    )
        where T : class =>
        endpoint.AddEndpointFilter(
            async (call, next) =>
            {
                HttpContext context = call.HttpContext;
                var targets = context.RequestServices.GetRequiredService<WriteTargets>();
                if (await find(targets, call.GetArgument<long>(0), context.RequestAborted) is not { } target)
                {
                    return Problems.NotFound(thing, "id");
                }

                if (authorOf is not null && authorOf(target) != targets.Viewer.UserId)
                {
                    return WriteRefusal.Foreign.Problem(thing, "id");
                }

                context.Features.Set(target);
                return await next(call);
            }
        );
}
