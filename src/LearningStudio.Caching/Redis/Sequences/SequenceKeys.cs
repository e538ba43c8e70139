using StackExchange.Redis;

namespace LearningStudio.Caching.Redis.Sequences;

/// <summary>The keys of one sequence.</summary>
/// <param name="Sequence">A string, <c>epoch:number</c>.</param>
/// <param name="Records">A sorted set: what was invalidated, by the number of its latest time.</param>
/// <param name="Times">A list: which number was current at which time, for forgetting old records.</param>
internal sealed record SequenceKeys(RedisKey Sequence, RedisKey Records, RedisKey Times)
{
    public RedisKey[] All => [Sequence, Records, Times];
}
