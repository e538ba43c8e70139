using System.Text.Json;

namespace LearningStudio.Caching.Staleness;

/// <summary>What a run saw.</summary>
/// <param name="Reads">All reads.</param>
/// <param name="RedisReads">Those that went past the node's memory, while the node used Redis.</param>
/// <param name="Stale">Reads that broke the first part of the invariant: own invalidations, and reads through Redis.</param>
/// <param name="Fills">How often a factory ran.</param>
/// <param name="Invalidations">How many invalidations reached Redis.</param>
/// <param name="Unconfirmed">How many waited in a journal.</param>
/// <param name="Ages">Of local reads on other nodes: how many there were of each age in ms, by which they were too old.</param>
public sealed record Report(
    long Reads,
    long RedisReads,
    long Stale,
    long Fills,
    long Invalidations,
    long Unconfirmed,
    SortedDictionary<int, long> Ages
)
{
    public static Report Empty => new(0, 0, 0, 0, 0, 0, []);

    /// <summary>The age in milliseconds that this share of the local reads did not exceed.</summary>
    public int AgeAt(double share)
    {
        long left = (long)Math.Ceiling(Ages.Values.Sum() * share);
        foreach ((int age, long count) in Ages)
        {
            left -= count;
            if (left <= 0)
            {
                return age;
            }
        }

        return 0;
    }

    public static Report operator +(Report one, Report other)
    {
        var ages = new SortedDictionary<int, long>(one.Ages);
        foreach ((int age, long count) in other.Ages)
        {
            ages[age] = ages.GetValueOrDefault(age) + count;
        }

        return new Report(
            one.Reads + other.Reads,
            one.RedisReads + other.RedisReads,
            one.Stale + other.Stale,
            one.Fills + other.Fills,
            one.Invalidations + other.Invalidations,
            one.Unconfirmed + other.Unconfirmed,
            ages
        );
    }

    public static Report Parse(string line) => JsonSerializer.Deserialize<Report>(line)!;

    public override string ToString() => JsonSerializer.Serialize(this);
}
