using System.Text.Json;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LearningStudio.HostApi.Identity;

/// <summary>What a token has to be, where the configuration of the Bearer scheme cannot say it.</summary>
internal sealed class TokenRules(IOptions<TokenOptions> tokens, TimeProvider time, Refusals refusals)
    : IConfigureNamedOptions<JwtBearerOptions>
{
    private const string Scheme = "Bearer ";
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    public void Configure(JwtBearerOptions options) => Configure(JwtBearerDefaults.AuthenticationScheme, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        if (!string.Equals(name, JwtBearerDefaults.AuthenticationScheme, StringComparison.Ordinal))
        {
            return;
        }

        options.MapInboundClaims = false;
        TokenValidationParameters rules = options.TokenValidationParameters;
        rules.NameClaimType = CurrentUser.NameClaim;
        rules.ValidAlgorithms = tokens.Value.ValidAlgorithms;
        rules.ValidTypes = tokens.Value.ValidTypes;
        // Whatever is configured, or is not: a token for anybody is never taken.
        rules.ValidateIssuer = true;
        rules.ValidateAudience = true;
        rules.RequireSignedTokens = true;
        rules.LifetimeValidator = (begin, end, _, _) => IsAlive(begin, end, time.GetUtcNow().UtcDateTime);
        options.Events = new JwtBearerEvents
        {
            OnAuthenticationFailed = context =>
            {
                refusals.SignInFailed(context.HttpContext, ReasonOf(context));
                return Task.CompletedTask;
            },
        };
    }

    // The library's own check asks no TimeProvider. A token without an end is never taken.
    private static bool IsAlive(DateTime? begin, DateTime? end, DateTime now) =>
        end >= now - Skew && (begin is null || (begin <= now + Skew && begin <= end));

    private SignInFailure ReasonOf(AuthenticationFailedContext context) =>
        context.Exception switch
        {
            SecurityTokenInvalidLifetimeException => SignInFailure.Lifetime,
            SecurityTokenInvalidIssuerException => SignInFailure.Issuer,
            SecurityTokenInvalidAudienceException => SignInFailure.Audience,
            SecurityTokenInvalidTypeException => SignInFailure.Type,
            // With an algorithm that is not taken, the library finds no key that fits.
            SecurityTokenInvalidSignatureException => HasValidAlgorithm(context.Request)
                ? SignInFailure.Signature
                : SignInFailure.Algorithm,
            ArgumentException or JsonException => SignInFailure.Malformed,
            _ => SignInFailure.Other,
        };

    private bool HasValidAlgorithm(HttpRequest request) =>
        tokens.Value.ValidAlgorithms.Contains(
            new JsonWebToken(request.Headers.Authorization.ToString()[Scheme.Length..].Trim()).Alg,
            StringComparer.Ordinal
        );
}
