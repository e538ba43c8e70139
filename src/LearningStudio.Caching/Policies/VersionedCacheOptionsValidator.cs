using LearningStudio.Caching.Redis.Connection;
using Microsoft.Extensions.Options;

namespace LearningStudio.Caching.Policies;

/// <summary>Names each option out of bounds, with its bounds.</summary>
internal sealed class VersionedCacheOptionsValidator : IValidateOptions<VersionedCacheOptions>
{
    private const int MaximumCount = 10_000_000;
    private const int MaximumPrefixLength = 128;
    private const double MaximumJitter = 0.9;
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public ValidateOptionsResult Validate(string? name, VersionedCacheOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        CacheLimits limits = options.Limits;
        InRange(result, "Limits.LocalCapacity", limits.LocalCapacity, 3, MaximumCount);
        InRange(result, "Limits.MaximumKeyLength", limits.MaximumKeyLength, 1, 65_536);
        InRange(result, "Limits.MaximumPayloadBytes", limits.MaximumPayloadBytes, 1, 1024 * 1024 * 1024);
        InRange(result, "Limits.CompressionThresholdBytes", limits.CompressionThresholdBytes, 128, 1024 * 1024 * 1024);
        InRange(result, "Limits.InvalidationRecords", limits.InvalidationRecords, 1, MaximumCount);
        InRange(
            result,
            "Limits.MaximumExpiration",
            limits.MaximumExpiration,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromDays(30)
        );
        InRange(result, "Version", options.Version, 0, int.MaxValue);
        if (options.KeyPrefix is not { Length: > 0 and <= MaximumPrefixLength } prefix || !prefix.All(IsPlain))
        {
            result.AddError(
                $"must have 1 to {MaximumPrefixLength} characters, none of them a blank or a control character.",
                "KeyPrefix"
            );
        }

        Redis(result, options.Redis);
        Lifetime(result, "DefaultExpiration", options.DefaultExpiration, limits);
        Lifetime(result, "LocalExpiration", options.LocalExpiration, limits);
        FactoryTimeout(result, "FactoryTimeout", options.FactoryTimeout);
        foreach ((string family, CachePolicy policy) in options.Policies)
        {
            Policy(result, $"Policies.{family}", policy, options);
        }

        return result.Build();
    }

    private static bool IsPlain(char letter) =>
        !char.IsWhiteSpace(letter) && !char.IsControl(letter) && !char.IsSurrogate(letter);

    private static void Redis(ValidateOptionsResultBuilder result, RedisOptions redis)
    {
        InRange(result, "Redis.OperationTimeout", redis.OperationTimeout, Instant, Minute);
        InRange(result, "Redis.FallbackExpiration", redis.FallbackExpiration, TimeSpan.Zero, Day);
        InRange(result, "Redis.HeartbeatInterval", redis.HeartbeatInterval, Instant, Minute);
        InRange(result, "Redis.LeaseWait", redis.LeaseWait, TimeSpan.Zero, Minute);
        InRange(result, "Redis.JournalCapacity", redis.JournalCapacity, 1, 1_000_000);
        InRange(result, "Redis.SweepInterval", redis.SweepInterval, TimeSpan.Zero, Day);
        if (!string.IsNullOrEmpty(redis.Configuration) && redis.ConnectionMultiplexerFactory is null)
        {
            try
            {
                RedisProfile.Parse(redis.Configuration, redis.OperationTimeout);
            }
            catch (ArgumentException)
            {
                // The parser's own message may repeat a password.
                result.AddError(
                    "is not readable: give host:port with StackExchange.Redis's settings, or redis://host:port/database.",
                    "Redis.Configuration"
                );
            }
        }
    }

    private static void Policy(
        ValidateOptionsResultBuilder result,
        string option,
        CachePolicy policy,
        VersionedCacheOptions options
    )
    {
        CacheLimits limits = options.Limits;
        if (string.IsNullOrEmpty(policy.Pattern) || policy.Pattern.Length > limits.MaximumKeyLength)
        {
            result.AddError(
                $"must have 1 to {limits.MaximumKeyLength} characters, for example 'forum:*'.",
                $"{option}.Pattern"
            );
        }

        Lifetime(result, $"{option}.Expiration", policy.Expiration, limits);
        Lifetime(result, $"{option}.LocalExpiration", policy.LocalExpiration, limits);
        Lifetime(result, $"{option}.RefreshAhead", policy.RefreshAhead, limits);
        Lifetime(result, $"{option}.FailSafe", policy.FailSafe, limits);
        Deadlines(result, option, policy, options);
        if (policy.RefreshAhead >= policy.Expiration)
        {
            result.AddError(
                $"is {policy.RefreshAhead} and must be less than {option}.Expiration.",
                $"{option}.RefreshAhead"
            );
        }

        if (policy.Expiration + policy.FailSafe > limits.MaximumExpiration)
        {
            result.AddError(
                $"and {option}.Expiration together must be at most Limits.MaximumExpiration ({limits.MaximumExpiration}).",
                $"{option}.FailSafe"
            );
        }

        InRange(result, $"{option}.Jitter", policy.Jitter ?? 0, 0, MaximumJitter);
        InRange(result, $"{option}.Audit", policy.Audit ?? 0, 0, 1);
        InRange(result, $"{option}.Version", policy.Version ?? 0, 0, int.MaxValue);
        TimeSpan negative = policy.NegativeExpiration ?? TimeSpan.Zero;
        InRange(result, $"{option}.NegativeExpiration", negative, TimeSpan.Zero, limits.MaximumExpiration);
    }

    private static void Deadlines(
        ValidateOptionsResultBuilder result,
        string option,
        CachePolicy policy,
        VersionedCacheOptions options
    )
    {
        TimeSpan limit = policy.FactoryTimeout ?? options.FactoryTimeout;
        FactoryTimeout(result, $"{option}.FactoryTimeout", limit);
        if (policy.StaleAfter is { } after)
        {
            InRange(result, $"{option}.StaleAfter", after, TimeSpan.Zero, limit < TimeSpan.Zero ? Day : limit);
            if (policy.FailSafe is null)
            {
                result.AddError(
                    "says when an expired value serves, and needs a FailSafe that says for how long one may.",
                    $"{option}.StaleAfter"
                );
            }
        }
    }

    private static void FactoryTimeout(ValidateOptionsResultBuilder result, string option, TimeSpan limit)
    {
        if (limit != Timeout.InfiniteTimeSpan)
        {
            InRange(result, option, limit, Instant, Day);
        }
    }

    private static void Lifetime(
        ValidateOptionsResultBuilder result,
        string option,
        TimeSpan? value,
        CacheLimits limits
    )
    {
        if (value is { } lifetime && (lifetime <= TimeSpan.Zero || lifetime > limits.MaximumExpiration))
        {
            result.AddError(
                $"is {lifetime} and must be more than zero and at most Limits.MaximumExpiration ({limits.MaximumExpiration}).",
                option
            );
        }
    }

    private static void InRange<T>(ValidateOptionsResultBuilder result, string option, T value, T least, T most)
        where T : IComparable<T>
    {
        // Not a number compares as less than any.
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            result.AddError($"is {value} and must be from {least} to {most}.", option);
        }
    }
}
