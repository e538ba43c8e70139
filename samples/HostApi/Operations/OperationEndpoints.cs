using LearningStudio.Caching;
using LearningStudio.HostApi.Http;
using LearningStudio.HostApi.Identity;
using LearningStudio.HostApi.Observation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.HostApi.Operations;

internal static class OperationEndpoints
{
    public static void MapOperations(this RouteGroupBuilder api)
    {
        RouteGroupBuilder operations = api.MapGroup("/operations")
            .WithTags("Operations")
            .WithMetadata(new NoStoreMetadata())
            .ForAccounts(Roles.MayModerate);
        operations
            .MapGet("/figures", (LiveFigures figures) => TypedResults.Ok(figures.Read()))
            .WithSummary("Tells what this process has done since it started, and within the last five minutes.");
        operations
            .MapGet("/switches", (CacheSwitches switches) => TypedResults.Ok(switches.List()))
            .WithSummary("Lists the switches of the cache as they stand in this process.");
        operations
            .MapPut("/switches/{name}", SetSwitch)
            .RequireAuthorization(Roles.MayOperate)
            .WithSummary("Turns caching on or off, for all keys or a policy's: in this process, until it stops.");
        operations
            .MapPost("/invalidations", InvalidateAsync)
            .RequireAuthorization(Roles.MayOperate)
            .WithSummary("Drops entries from the cache, in all processes that share it.");
    }

    private static Results<Ok<CacheSwitch>, ProblemHttpResult> SetSwitch(
        string name,
        SwitchBody body,
        CacheSwitches switches
    ) =>
        switches.Set(name, body.Enabled!.Value) is { } changed
            ? TypedResults.Ok(changed)
            : Problems.NotFound("switch", "name");

    private static async Task<NoContent> InvalidateAsync(
        InvalidationBody body,
        VersionedCache cache,
        CancellationToken cancellationToken
    )
    {
        await (
            body switch
            {
                { Key: { } key } => cache.RemoveAsync(key, cancellationToken),
                { Pattern: { } pattern } => Reach(cache.RemoveByPatternAsync(pattern, cancellationToken)),
                { Tag: { } tag } => cache.RemoveByTagAsync(tag, cancellationToken),
                _ => cache.RemoveByTagAsync("*", cancellationToken),
            }
        );
        return TypedResults.NoContent();
    }

    // Without Redis the invalidation holds here, and waits for Redis in the journal, which the figures show.
    private static async ValueTask Reach(ValueTask<InvalidationReach> removal) => await removal;
}
