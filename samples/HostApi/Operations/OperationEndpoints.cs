using LearningStudio.Caching;
using LearningStudio.HostApi.Auditing;
using LearningStudio.HostApi.Http;
using LearningStudio.HostApi.Identity;
using LearningStudio.HostApi.Observation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.HostApi.Operations;

internal static class OperationEndpoints
{
    private const string Everything = "*";

    public static void MapOperations(this RouteGroupBuilder api)
    {
        RouteGroupBuilder operations = api.MapGroup("/operations")
            .WithTags("Operations")
            .WithMetadata(new NoStoreMetadata())
            .ForAccounts(Roles.MayModerate);
        operations
            .MapGet("/figures", (HostMetrics figures) => TypedResults.Ok(figures.Read()))
            .WithSummary("Tells what this process has done since it started, and within the last five minutes.");
        operations
            .MapGet("/switches", (CacheSwitches switches) => TypedResults.Ok(switches.List()))
            .WithSummary("Lists the switches of the cache as they stand in this process.");
        operations
            .MapPut("/switches/{name}", SetSwitchAsync)
            .RequireAuthorization(Roles.MayOperate)
            .WithSummary("Turns caching on or off, for all keys or a policy's: in this process, until it stops.");
        operations
            .MapPost("/invalidations", InvalidateAsync)
            .RequireAuthorization(Roles.MayOperate)
            .WithSummary("Drops entries from the cache, in all processes that share it.");
    }

    private static async Task<Results<Ok<CacheSwitch>, ProblemHttpResult>> SetSwitchAsync(
        string name,
        SwitchBody body,
        CacheSwitches switches,
        AuditTrail trail,
        CancellationToken cancellationToken
    )
    {
        if (switches.Find(name) is not { } known)
        {
            return Problems.NotFound("switch", "name");
        }

        bool enabled = body.Enabled!.Value;
        await trail.RunAsync(
            new AuditedAction("cache.switch", "switch", [known.Name]) { Details = enabled ? "on" : "off" },
            _ =>
            {
                switches.Set(known, enabled);
                return Task.CompletedTask;
            },
            cancellationToken
        );
        return TypedResults.Ok(switches.Find(known.Name)!);
    }

    private static async Task<NoContent> InvalidateAsync(
        InvalidationBody body,
        VersionedCache cache,
        AuditTrail trail,
        CancellationToken cancellationToken
    )
    {
        (string kind, string target) = body switch
        {
            { Key: { } key } => ("key", key),
            { Pattern: { } pattern } => ("pattern", pattern),
            { Tag: { } tag } => ("tag", tag),
            _ => ("tag", Everything),
        };
        await trail.RunAsync(
            new AuditedAction("cache.invalidate", kind, [target]),
            async ct =>
                await (
                    kind switch
                    {
                        "key" => cache.RemoveAsync(target, ct),
                        "pattern" => Reach(cache.RemoveByPatternAsync(target, ct)),
                        _ => cache.RemoveByTagAsync(target, ct),
                    }
                ),
            cancellationToken
        );
        return TypedResults.NoContent();
    }

    // Without Redis the invalidation holds here, and waits for Redis in the journal, which the figures show.
    private static async ValueTask Reach(ValueTask<InvalidationScope> removal) => await removal;
}
