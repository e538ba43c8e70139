using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace LearningStudio.HostApi.Identity;

internal static class IdentityExtensions
{
    private const string ByHeader = "ByHeader";

    /// <summary>
    /// JWT bearer tokens, whose issuer, audience and key come from configuration; in Development the Demo scheme too.
    /// </summary>
    public static void AddForumIdentity(this IServiceCollection services, IHostEnvironment environment)
    {
        bool hasDemo = environment.IsDevelopment();
        AuthenticationBuilder authentication = services
            .AddAuthentication(hasDemo ? ByHeader : JwtBearerDefaults.AuthenticationScheme)
            .AddJwtBearer(options =>
            {
                options.MapInboundClaims = false;
                options.TokenValidationParameters.NameClaimType = CurrentUser.NameClaim;
                options.TokenValidationParameters.RoleClaimType = CurrentUser.RoleClaim;
            });
        if (hasDemo)
        {
            authentication
                .AddScheme<AuthenticationSchemeOptions, DemoAuthenticationHandler>(
                    DemoAuthenticationHandler.SchemeName,
                    configureOptions: null
                )
                .AddPolicyScheme(
                    ByHeader,
                    displayName: null,
                    options =>
                        options.ForwardDefaultSelector = context =>
                            DemoAuthenticationHandler.Handles(context.Request)
                                ? DemoAuthenticationHandler.SchemeName
                                : JwtBearerDefaults.AuthenticationScheme
                );
        }

        services
            .AddAuthorizationBuilder()
            .AddPolicy(Roles.MayWrite, policy => policy.RequireRole(Roles.User, Roles.Moderator, Roles.Admin))
            .AddPolicy(Roles.MayModerate, policy => policy.RequireRole(Roles.Moderator, Roles.Admin))
            .AddPolicy(Roles.MayOperate, policy => policy.RequireRole(Roles.Admin));
        services.AddHttpContextAccessor();
        services.AddSingleton<CurrentUser>();
    }
}
