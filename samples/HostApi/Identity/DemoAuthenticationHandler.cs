using System.Security.Claims;
using System.Text.Encodings.Web;
using LearningStudio.Repositories;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace LearningStudio.HostApi.Identity;

/// <summary>
/// In Development, <c>Authorization: Demo &lt;username&gt;</c> signs a user in without a password, with the role of the
/// account.
/// </summary>
internal sealed class DemoAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    IUserRepository users,
    Refusals refusals
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Demo";

    public static bool Handles(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(SchemeName + " ", StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string username = Request.Headers.Authorization.ToString()[(SchemeName.Length + 1)..].Trim();
        if (await users.FindAccountAsync(username, Context.RequestAborted) is not { } account)
        {
            refusals.SignInFailed(Context, SignInFailure.Subject);
            return AuthenticateResult.Fail("There is no such user.");
        }

        Context.Features.Set(new Caller(account, account.Role));
        var identity = new ClaimsIdentity(
            [new Claim(CurrentUser.NameClaim, account.Subject)],
            SchemeName,
            CurrentUser.NameClaim,
            roleType: null
        );
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }
}
