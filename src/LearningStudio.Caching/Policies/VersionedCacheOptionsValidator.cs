using Microsoft.Extensions.Options;

namespace LearningStudio.Caching.Policies;

/// <summary>Names each option out of bounds, with its bounds.</summary>
internal sealed class VersionedCacheOptionsValidator : IValidateOptions<VersionedCacheOptions>
{
    private const int MaximumCount = 10_000_000;

    public ValidateOptionsResult Validate(string? name, VersionedCacheOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        CacheLimits limits = options.Limits;
        InRange(result, "Limits.LocalCapacity", limits.LocalCapacity, 3, MaximumCount);
        InRange(result, "Limits.MaximumKeyLength", limits.MaximumKeyLength, 1, 65_536);
        InRange(result, "Limits.MaximumPayloadBytes", limits.MaximumPayloadBytes, 1, 1024 * 1024 * 1024);
        InRange(result, "Limits.InvalidationRecords", limits.InvalidationRecords, 1, MaximumCount);
        InRange(
            result,
            "Limits.MaximumExpiration",
            limits.MaximumExpiration,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromDays(30)
        );
        Lifetime(result, "DefaultExpiration", options.DefaultExpiration, limits);
        Lifetime(result, "LocalExpiration", options.LocalExpiration, limits);
        foreach ((string family, CachePolicy policy) in options.Policies)
        {
            Policy(result, $"Policies.{family}", policy, limits);
        }

        return result.Build();
    }

    private static void Policy(
        ValidateOptionsResultBuilder result,
        string option,
        CachePolicy policy,
        CacheLimits limits
    )
    {
        if (string.IsNullOrEmpty(policy.Pattern) || policy.Pattern.Length > limits.MaximumKeyLength)
        {
            result.AddError(
                $"must have 1 to {limits.MaximumKeyLength} characters, for example 'forum:*'.",
                $"{option}.Pattern"
            );
        }

        Lifetime(result, $"{option}.Expiration", policy.Expiration, limits);
        Lifetime(result, $"{option}.LocalExpiration", policy.LocalExpiration, limits);
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
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            result.AddError($"is {value} and must be from {least} to {most}.", option);
        }
    }
}
