using LearningStudio.Repositories.Reading;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;

namespace LearningStudio.HostApi.Identity;

internal static class IdentityExtensions
{
    private const string ByHeader = "ByHeader";

    /// <summary>
    /// JWT bearer tokens, whose issuer, audience and key come from configuration; in Development the Demo scheme too.
    /// </summary>
    public static void AddForumIdentity(this WebApplicationBuilder builder)
    {
        IServiceCollection services = builder.Services;
        services.AddTokens(builder.Configuration.GetSection(TokenOptions.Section), builder.Environment);
        services
            .AddAuthorizationBuilder()
            .AddRole(Roles.MayWrite, AccountRole.User)
            .AddRole(Roles.MayModerate, AccountRole.Moderator)
            .AddRole(Roles.MayOperate, AccountRole.Admin);
        services.AddSingleton<IAuthorizationHandler, RoleHandler>();
        services.AddHttpContextAccessor();
        services.AddSingleton<Refusals>();
        services.AddSingleton<CurrentUser>();
    }

    private static void AddTokens(
        this IServiceCollection services,
        IConfigurationSection section,
        IHostEnvironment environment
    )
    {
        bool hasDemo = environment.IsDevelopment();
        AuthenticationBuilder authentication = services
            .AddAuthentication(hasDemo ? ByHeader : JwtBearerDefaults.AuthenticationScheme)
            .AddJwtBearer();
        services.ConfigureOptions<TokenRules>();
        services
            .AddOptions<TokenOptions>()
            .Bind(section)
            .PostConfigure(options => options.SetDefaults(section, environment))
            .Validate(options => options.HasKnownAlgorithms, TokenOptions.UnknownAlgorithm)
            .Validate(options => options.HasTypes, TokenOptions.BlankType)
            .ValidateOnStart();
        if (hasDemo)
        {
            authentication.AddDemo();
        }
    }

    private static void AddDemo(this AuthenticationBuilder authentication) =>
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

    private static AuthorizationBuilder AddRole(
        this AuthorizationBuilder builder,
        string policy,
        AccountRole minRole
    ) => builder.AddPolicy(policy, rules => rules.AddRequirements(new RoleRequirement(minRole)));
}
