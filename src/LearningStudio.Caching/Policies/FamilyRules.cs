namespace LearningStudio.Caching.Policies;

/// <summary>What holds for all entries of a family of keys, whatever the call says.</summary>
/// <param name="Share">Whether callers share one instance whatever its type.</param>
/// <param name="Jitter">By how much of its life an entry may live shorter, from 0 to less than 1.</param>
/// <param name="RefreshAhead">How long before its end an entry that is read is computed anew; zero for never.</param>
/// <param name="NegativeLifetime">How long null lives at most; null for as long as any value.</param>
/// <param name="Audit">The share of the hits in memory that are computed anew and compared, from 0 to 1.</param>
/// <param name="Version">With a new one every entry of the family is a miss.</param>
internal sealed record FamilyRules(
    bool Share,
    double Jitter,
    TimeSpan RefreshAhead,
    TimeSpan? NegativeLifetime,
    double Audit,
    int Version
)
{
    public static FamilyRules None { get; } = new(false, 0, TimeSpan.Zero, null, 0, 0);

    public static FamilyRules Of(CachePolicy? policy) =>
        policy is null
            ? None
            : new FamilyRules(
                policy.Share ?? false,
                policy.Jitter ?? 0,
                policy.RefreshAhead ?? TimeSpan.Zero,
                policy.NegativeExpiration,
                policy.Audit ?? 0,
                policy.Version ?? 0
            );
}
