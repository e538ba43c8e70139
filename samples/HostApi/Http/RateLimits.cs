using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using LearningStudio.HostApi.Identity;
using LearningStudio.HostApi.Reading;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace LearningStudio.HostApi.Http;

/// <summary>
/// Limits requests by user, or by address without one: token buckets for reads, writes and monitoring. IPv6 addresses count
/// by their /64, which one client has to itself. Every request is limited, also one that no endpoint matches; an endpoint
/// says by its metadata that it costs more, and only <c>/health/live</c> is free.
/// </summary>
internal static class RateLimits
{
    // A deep page costs a token more for each thousand rows before it, up to a bound.
    private const int RowsPerToken = 1000;
    private const int MaxTokensByDepth = 20;
    private static readonly TimeSpan MinPeriod = TimeSpan.FromMilliseconds(100);

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

    private static WeightedLimiter Create(RateLimitOptions options) =>
        new(
            PartitionedRateLimiter.Create<HttpContext, string>(context =>
                options.Enabled ? BucketOf(context, options) : RateLimitPartition.GetNoLimiter("")
            ),
            context => CostOf(context, options)
        );

    private static RateLimitPartition<string> BucketOf(HttpContext context, RateLimitOptions options)
    {
        string client = ClientOf(context);
        if (!IsRead(context))
        {
            return Bucket("write " + client, options.WriteBurst, options.WritesPerMinute, TimeSpan.FromMinutes(1));
        }

        string kind = Metadata(context) is { IsMonitoring: true } ? "monitoring " : "read ";
        return Bucket(kind + client, options.ReadBurst, options.ReadsPerSecond, TimeSpan.FromSeconds(1));
    }

    private static int CostOf(HttpContext context, RateLimitOptions options)
    {
        bool isRead = IsRead(context);
        int tokens = (Metadata(context)?.Tokens ?? 1) + (isRead ? TokensByDepth(context.Request.Query) : 0);
        return Math.Min(tokens, isRead ? options.ReadBurst : options.WriteBurst);
    }

    private static int TokensByDepth(IQueryCollection query)
    {
        if (Number(query, "page") is not { } page)
        {
            return 0;
        }

        long rows = (page - 1L) * (Number(query, "page_size") ?? Paging.DefaultSize);
        return (int)Math.Clamp(rows / RowsPerToken, 0, MaxTokensByDepth);
    }

    private static int? Number(IQueryCollection query, string name) =>
        int.TryParse(query[name].ToString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;

    private static bool IsRead(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);

    private static RequestCost? Metadata(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<RequestCost>();

    // Refilled by single tokens, so that a client who waits as long as asked gets through.
    private static RateLimitPartition<string> Bucket(string client, int burst, int tokens, TimeSpan period) =>
        RateLimitPartition.GetTokenBucketLimiter(
            client,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = burst,
                TokensPerPeriod = Math.Max(1, (int)(tokens * (MinPeriod / period))),
                ReplenishmentPeriod = period / tokens > MinPeriod ? period / tokens : MinPeriod,
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
