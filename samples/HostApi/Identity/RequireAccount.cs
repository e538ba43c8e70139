using LearningStudio.HostApi.Http;

namespace LearningStudio.HostApi.Identity;

/// <summary>Lets a request through only where its token names an active account, and keeps that for the endpoint.</summary>
internal sealed class RequireAccount(CurrentUser user) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (await user.FindAccountAsync(context.HttpContext.RequestAborted) is not { } account)
        {
            return Problems.Forbidden("The token names no active account.");
        }

        context.HttpContext.Features.Set(account);
        return await next(context);
    }
}
