using System.Security.Claims;
using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Identity;

/// <summary>Who makes the request: the account that the token names.</summary>
internal sealed class CurrentUser(IHttpContextAccessor accessor, IUserRepository users, IForumPresence presence)
{
    public const string NameClaim = "sub";
    public const string RoleClaim = "role";

    private ClaimsPrincipal? Principal => accessor.HttpContext?.User;

    public bool IsModerator => Principal is { } user && (user.IsInRole(Roles.Moderator) || user.IsInRole(Roles.Admin));

    public bool IsAdmin => Principal?.IsInRole(Roles.Admin) == true;

    /// <summary>The account, behind <see cref="RequireAccount"/>.</summary>
    public Account Account =>
        accessor.HttpContext?.Features.Get<Account>()
        ?? throw new InvalidOperationException($"The endpoint stands outside {nameof(RequireAccount)}.");

    /// <summary>Who reads, for a reader who may see more than an anonymous one; null for everybody else.</summary>
    public async Task<Viewer?> FindViewerAsync(CancellationToken cancellationToken) =>
        await FindAccountAsync(cancellationToken) is { } account ? new Viewer(account.Id, IsModerator) : null;

    /// <summary>Finds the account; null for an anonymous reader, or where the token names nobody here.</summary>
    public async Task<Account?> FindAccountAsync(CancellationToken cancellationToken)
    {
        // Whoever signed the user in may have read the account already.
        Account? account =
            accessor.HttpContext?.Features.Get<Account>()
            ?? (
                Principal?.Identity?.Name is { Length: > 0 } name
                    ? await users.FindAccountAsync(name, cancellationToken)
                    : null
            );
        if (account is not null)
        {
            presence.Seen(account.Id);
        }

        return account;
    }
}
