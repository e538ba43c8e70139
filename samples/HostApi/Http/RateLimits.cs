using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using LearningStudio.HostApi.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace LearningStudio.HostApi.Http;

/// <summary>
/// Limits requests by user, or by address without one: token buckets, reads and writes apart. IPv6 addresses count by
/// their /64, which one client has to itself. Health and metrics are not limited.
/// </summary>
internal static class RateLimits
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    public static void AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<RateLimitOptions>()
            .Bind(configuration.GetSection(RateLimitOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddRateLimiter(_ => { });
        services
            .AddOptions<RateLimiterOptions>()
            .Configure<IOptions<RateLimitOptions>>(
                (limiter, options) =>
                {
                    limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
                    limiter.OnRejected = AnswerAsync;
                    limiter.GlobalLimiter = Create(options.Value);
                }
            );
    }

    private static PartitionedRateLimiter<HttpContext> Create(RateLimitOptions options) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context =>
        {
            if (!options.Enabled || !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            {
                return RateLimitPartition.GetNoLimiter("");
            }

            string client = ClientOf(context);
            return HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
                ? Bucket("read " + client, options.ReadBurst, options.ReadsPerSecond, TimeSpan.FromSeconds(1))
                : Bucket("write " + client, options.WriteBurst, options.WritesPerMinute, TimeSpan.FromMinutes(1));
        });

    // Refilled by single tokens, so that a client who waits as long as told gets through.
    private static RateLimitPartition<string> Bucket(string client, int burst, int tokens, TimeSpan period) =>
        RateLimitPartition.GetTokenBucketLimiter(
            client,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = burst,
                TokensPerPeriod = Math.Max(1, (int)(tokens * (Shortest / period))),
                ReplenishmentPeriod = period / tokens > Shortest ? period / tokens : Shortest,
                QueueLimit = 0,
            }
        );

    private static string ClientOf(HttpContext context)
    {
        if (context.User.FindFirst(CurrentUser.NameClaim)?.Value is { } name)
        {
            return "user " + name;
        }

        IPAddress? address = context.Connection.RemoteIpAddress;
        if (address is null or { IsIPv4MappedToIPv6: true } or { AddressFamily: AddressFamily.InterNetwork })
        {
            return $"{address?.MapToIPv4()}";
        }

        return Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8));
    }

    private static async ValueTask AnswerAsync(OnRejectedContext rejected, CancellationToken cancellationToken) =>
        await Problems.WriteLaterAsync(
            rejected.HttpContext,
            StatusCodes.Status429TooManyRequests,
            rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait) ? wait : TimeSpan.FromSeconds(1),
            "Too many requests: wait as long as Retry-After says."
        );
}
