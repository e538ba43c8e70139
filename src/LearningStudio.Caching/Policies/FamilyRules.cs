namespace LearningStudio.Caching.Policies;

/// <summary>What holds for all entries of a family of keys, whatever the call says.</summary>
internal sealed record FamilyRules
{
    public static FamilyRules None { get; } = new();

    /// <summary>Whether callers share one instance whatever its type.</summary>
    public bool Share { get; init; }

    /// <summary>The share of its life by which an entry may live shorter, from 0 to less than 1.</summary>
    public double Jitter { get; init; }

    /// <summary>How long before its end an entry that is read is computed anew; zero for never.</summary>
    public TimeSpan RefreshAhead { get; init; }

    /// <summary>How long null lives at most; null for as long as any value.</summary>
    public TimeSpan? NegativeLifetime { get; init; }

    /// <summary>The share of the hits in memory that are computed anew and compared, from 0 to 1.</summary>
    public double Audit { get; init; }

    /// <summary>With a new one every entry of the family is a miss.</summary>
    public int Version { get; init; }

    /// <summary>How long a factory may take.</summary>
    public TimeSpan FactoryTimeout { get; init; } = VersionedCacheOptions.DefaultFactoryTimeout;

    /// <summary>After how long an expired value serves while the factory goes on; null for never.</summary>
    public TimeSpan? StaleAfter { get; init; }

    public static FamilyRules Create(CachePolicy? policy, TimeSpan factoryTimeout) =>
        new()
        {
            Share = policy?.Share ?? false,
            Jitter = policy?.Jitter ?? 0,
            RefreshAhead = policy?.RefreshAhead ?? TimeSpan.Zero,
            NegativeLifetime = policy?.NegativeExpiration,
            Audit = policy?.Audit ?? 0,
            Version = policy?.Version ?? 0,
            FactoryTimeout = policy?.FactoryTimeout ?? factoryTimeout,
            StaleAfter = policy?.StaleAfter,
        };
}
