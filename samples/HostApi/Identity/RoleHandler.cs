using Microsoft.AspNetCore.Authorization;

namespace LearningStudio.HostApi.Identity;

/// <summary>Decides by the account, never by the claims of a token alone.</summary>
internal sealed class RoleHandler(CurrentUser user) : AuthorizationHandler<RoleRequirement>
{
    protected override async Task HandleRequirementAsync(
        AuthorizationHandlerContext context,
        RoleRequirement requirement
    )
    {
        if (context.Resource is not HttpContext http)
        {
            return;
        }

        Caller caller = await user.FindAsync(http.RequestAborted);
        if (caller.Role >= requirement.MinRole)
        {
            context.Succeed(requirement);
        }
        else
        {
            caller.IsShortOfRole = true;
        }
    }
}
