using System.Security.Claims;
using System.Text.Encodings.Web;
using LearningStudio.Repositories;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace LearningStudio.HostApi.Identity;

/// <summary>
/// In Development, <c>Authorization: Demo &lt;username&gt;</c> signs a generated user in without a password. Users of trust
/// level 4 are moderators, and the first of them is an admin.
/// </summary>
internal sealed class DemoAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    IUserRepository users
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Demo";
    private const string FirstAdmin = "demo4";
    private const int ModeratorsTrustLevel = 4;

    public static bool Handles(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(SchemeName + " ", StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string username = Request.Headers.Authorization.ToString()[(SchemeName.Length + 1)..].Trim();
        if (await users.FindAccountAsync(username, Context.RequestAborted) is not { } account)
        {
            return AuthenticateResult.Fail("There is no such user.");
        }

        Context.Features.Set(account);
        var claims = new List<Claim>
        {
            new(CurrentUser.NameClaim, account.Username),
            new(CurrentUser.RoleClaim, Roles.User),
        };
        if (account.TrustLevel >= ModeratorsTrustLevel)
        {
            claims.Add(new Claim(CurrentUser.RoleClaim, Roles.Moderator));
        }

        if (string.Equals(account.Username, FirstAdmin, StringComparison.OrdinalIgnoreCase))
        {
            claims.Add(new Claim(CurrentUser.RoleClaim, Roles.Admin));
        }

        var identity = new ClaimsIdentity(claims, SchemeName, CurrentUser.NameClaim, CurrentUser.RoleClaim);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }
}
