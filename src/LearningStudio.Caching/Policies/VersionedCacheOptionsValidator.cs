using LearningStudio.Caching.Redis.Connection;
using Microsoft.Extensions.Options;

namespace LearningStudio.Caching.Policies;

/// <summary>Names each option out of bounds, with its bounds.</summary>
internal sealed class VersionedCacheOptionsValidator : IValidateOptions<VersionedCacheOptions>
{
    private const int MaxCount = 10_000_000;
    private const int MaxPrefixLength = 128;
    private const double MaxJitter = 0.9;
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public ValidateOptionsResult Validate(string? name, VersionedCacheOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        CacheLimits limits = options.Limits;
        InRange(result, "Limits.LocalCapacity", limits.LocalCapacity, 3, MaxCount);
        InRange(result, "Limits.MaxKeyLength", limits.MaxKeyLength, 1, 65_536);
        InRange(result, "Limits.MaxPayloadBytes", limits.MaxPayloadBytes, 1, 1024 * 1024 * 1024);
        InRange(result, "Limits.CompressionThresholdBytes", limits.CompressionThresholdBytes, 128, 1024 * 1024 * 1024);
        InRange(result, "Limits.InvalidationRecords", limits.InvalidationRecords, 1, MaxCount);
        InRange(result, "Limits.MaxExpiration", limits.MaxExpiration, TimeSpan.FromSeconds(1), TimeSpan.FromDays(30));
        InRange(result, "Version", options.Version, 0, int.MaxValue);
        if (options.KeyPrefix is not { Length: > 0 and <= MaxPrefixLength } prefix || !prefix.All(IsPlain))
        {
            result.AddError(
                $"must have 1 to {MaxPrefixLength} characters, none of them a blank or a control character.",
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
        InRange(result, "Redis.FillWaitTimeout", redis.FillWaitTimeout, TimeSpan.Zero, Minute);
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
        if (string.IsNullOrEmpty(policy.Pattern) || policy.Pattern.Length > limits.MaxKeyLength)
        {
            result.AddError(
                $"must have 1 to {limits.MaxKeyLength} characters, for example 'forum:*'.",
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

        if (policy.Expiration + policy.FailSafe > limits.MaxExpiration)
        {
            result.AddError(
                $"and {option}.Expiration together must be at most Limits.MaxExpiration ({limits.MaxExpiration}).",
                $"{option}.FailSafe"
            );
        }

        InRange(result, $"{option}.Jitter", policy.Jitter ?? 0, 0, MaxJitter);
        InRange(result, $"{option}.Audit", policy.Audit ?? 0, 0, 1);
        InRange(result, $"{option}.Version", policy.Version ?? 0, 0, int.MaxValue);
        TimeSpan negative = policy.NegativeExpiration ?? TimeSpan.Zero;
        InRange(result, $"{option}.NegativeExpiration", negative, TimeSpan.Zero, limits.MaxExpiration);
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
        if (value is { } lifetime && (lifetime <= TimeSpan.Zero || lifetime > limits.MaxExpiration))
        {
            result.AddError(
                $"is {lifetime} and must be more than zero and at most Limits.MaxExpiration ({limits.MaxExpiration}).",
                option
            );
        }
    }

    private static void InRange<T>(ValidateOptionsResultBuilder result, string option, T value, T min, T max)
        where T : IComparable<T>
    {
        // Not a number compares as less than any.
        if (value.CompareTo(min) < 0 || value.CompareTo(max) > 0)
        {
            result.AddError($"is {value} and must be from {min} to {max}.", option);
        }
    }
}
