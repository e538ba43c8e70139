namespace LearningStudio.HostApi.Identity;

/// <summary>Counts the answers of status 403, whoever gave them.</summary>
internal sealed class ForbiddenAnswers(RequestDelegate next, Refusals refusals)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.Response.StatusCode != StatusCodes.Status403Forbidden)
        {
            return;
        }

        Caller? caller = context.Features.Get<Caller>();
        ForbiddenReason reason =
            caller is not { IsShortOfRole: true } ? ForbiddenReason.Rule
            : caller.Account is null ? ForbiddenReason.Account
            : ForbiddenReason.Role;
        refusals.Forbidden(context, reason, caller?.Account?.Id);
    }
}
