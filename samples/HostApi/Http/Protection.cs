using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Net.Http.Headers;

namespace LearningStudio.HostApi.Http;

/// <summary>What keeps the host from harm: security headers, limits of requests, and other sites out unless they are named.</summary>
internal static class Protection
{
    // Longer than any valid request, so that an overlong parameter gets an answer that names it.
    private const int MaxRequestLineBytes = 32 * 1024;

    // A post of 50,000 characters, each written as \uXXXX, and what is around it.
    private const int MaxBody = 512 * 1024;
    private static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(30);

    public static void AddProtection(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestLineSize = MaxRequestLineBytes;
            options.Limits.MaxRequestBodySize = MaxBody;
        });
        services.AddRequestTimeouts(options =>
            options.DefaultPolicy = new RequestTimeoutPolicy
            {
                Timeout = MaxDuration,
                TimeoutStatusCode = StatusCodes.Status504GatewayTimeout,
            }
        );
        services.AddProxies(configuration);
        services.AddRateLimits(configuration);
        services.AddPagePolicies();
        services.AddOrigins(configuration);
    }

    private static void AddOrigins(this IServiceCollection services, IConfiguration configuration)
    {
        // Nobody else's pages may read answers, unless configuration names their origins.
        string[] origins = configuration.GetSection("Cors:Origins").Get<string[]>() ?? [];
        services.AddCors(cors =>
            cors.AddDefaultPolicy(policy =>
                policy
                    .WithOrigins(origins)
                    .WithMethods(HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Delete)
                    .WithHeaders(HeaderNames.Authorization, HeaderNames.ContentType, HeaderNames.IfNoneMatch)
                    .WithExposedHeaders(HeaderNames.ETag, HeaderNames.RetryAfter)
            )
        );
    }
}
