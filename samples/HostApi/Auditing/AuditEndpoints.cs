using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using LearningStudio.HostApi.Http;
using LearningStudio.HostApi.Identity;
using LearningStudio.HostApi.Reading;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Auditing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.HostApi.Auditing;

internal static class AuditEndpoints
{
    public static void MapAudit(this RouteGroupBuilder api) =>
        api.MapGroup("/operations")
            .WithTags("Operations")
            .WithMetadata(new NoStoreMetadata())
            .ForAccounts(Roles.MayOperate)
            .MapGet("/audit", ListAsync)
            .WithSummary("Lists who did what, the latest first; never cached.");

    private static async Task<Results<Ok<AuditPage>, ValidationProblem>> ListAsync(
        [Description("Those of the user with this id.")] long? actor,
        [Description("Those of this action."), StringLength(100), PlainText] string? action,
        [Description("Those about targets of this kind."), StringLength(50), PlainText] string? target_kind,
        [Description("Those about the target with this id or name."), StringLength(512), PlainText] string? target,
        [Description("Those since this moment, inclusive.")] DateTimeOffset? from,
        [Description("Those before this moment, exclusive.")] DateTimeOffset? to,
        [Description("The next of the page before; left out for the first."), StringLength(100)] string? after,
        [Description(Paging.SizeText), Range(1, PageRequest.MaxSize)] int? page_size,
        IAuditRepository log,
        CancellationToken cancellationToken
    )
    {
        var filter = new AuditFilter
        {
            ActorId = actor,
            Action = action,
            TargetKind = target_kind,
            Target = target,
            From = from,
            To = to,
        };
        try
        {
            var request = PageRequest.After(after, page_size ?? Paging.DefaultSize);
            Page<AuditEntry> page = await log.ListAsync(filter, request, cancellationToken);
            return TypedResults.Ok(new AuditPage(page.Items, page.Next));
        }
        catch (ArgumentException)
        {
            return TypedResults.ValidationProblem(
                new Dictionary<string, string[]>(StringComparer.Ordinal)
                {
                    [nameof(after)] = ["The field after must be the next of a page with the same filter."],
                }
            );
        }
    }
}
