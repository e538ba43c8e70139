using System.Security.Claims;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.HostApi.Identity;

/// <summary>
/// Who makes the request. The account decides: a token's role counts as far as the account has it at this moment, so that
/// a dismissed moderator is none from the next request on.
/// </summary>
internal sealed class CurrentUser(
    IHttpContextAccessor accessor,
    IUserRepository users,
    IForumPresence presence,
    Refusals refusals
)
{
    public const string NameClaim = "sub";

    public bool IsModerator => Known?.Role >= AccountRole.Moderator;

    /// <summary>Whether the user leads moderators: leads and admins.</summary>
    public bool IsLead => Known?.Role >= AccountRole.Lead;

    /// <summary>The account, behind a policy.</summary>
    public Account Account =>
        Known?.Account ?? throw new InvalidOperationException("The endpoint asks for no role, and so for no account.");

    /// <summary>Who makes the request, as far as something has asked so far; null outside of a request.</summary>
    public Caller? Known => accessor.HttpContext?.Features.Get<Caller>();

    /// <summary>Who reads, for a reader who may see more than an anonymous one; null for everybody else.</summary>
    public async Task<Viewer?> FindViewerAsync(CancellationToken cancellationToken) =>
        (await FindAsync(cancellationToken)).Account is { } account ? new Viewer(account.Id, IsModerator) : null;

    /// <summary>Reads the account, once a request; for an anonymous one without a statement.</summary>
    public async Task<Caller> FindAsync(CancellationToken cancellationToken)
    {
        if (accessor.HttpContext is not { User: { Identity.IsAuthenticated: true } principal } context)
        {
            return new Caller(account: null, role: null);
        }

        Caller? caller = context.Features.Get<Caller>();
        if (caller is null)
        {
            caller = await ReadAsync(context, principal, cancellationToken);
            context.Features.Set(caller);
        }

        if (caller.Account is { } account)
        {
            presence.Seen(account.Id);
        }

        return caller;
    }

    private async Task<Caller> ReadAsync(
        HttpContext context,
        ClaimsPrincipal principal,
        CancellationToken cancellationToken
    )
    {
        Account? account = Roles.SubjectOf(principal) is { } subject
            ? await users.FindAccountBySubjectAsync(subject, cancellationToken)
            : null;
        if (account is not { IsActive: true })
        {
            refusals.SignInFailed(
                context,
                account is null ? SignInFailure.Subject : SignInFailure.Inactive,
                account?.Id
            );
            return new Caller(account: null, role: null);
        }

        AccountRole? claimed = Roles.ClaimedBy(principal);
        return new Caller(account, claimed > account.Role ? account.Role : claimed);
    }
}
