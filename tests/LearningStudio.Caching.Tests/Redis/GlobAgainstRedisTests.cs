using LearningStudio.Caching.Invalidation;
using StackExchange.Redis;

namespace LearningStudio.Caching.Tests.Redis;

public sealed class GlobAgainstRedisTests(SharedRedis redis) : IClassFixture<SharedRedis>
{
    private const int Keys = 100;
    private const int Patterns = 100;

    [Fact]
    public async Task TenThousandPairs_MatchAsScanDoes()
    {
        IDatabase database = await redis.Server.ConnectAsync();
        var random = new Random(20260101);
        string[] keys = Texts(random, "ab:-é]^\\", 6, Keys);
        string[] patterns = Texts(random, "ab:*?[]^-\\é", 8, Patterns);
        await Task.WhenAll(keys.Select(each => database.StringSetAsync(each, 1)));
        int matches = 0;

        foreach (string each in patterns)
        {
            var result = await database.ExecuteAsync("SCAN", "0", "MATCH", each, "COUNT", "100000");
            string[] matched = (string[])result[1]!;
            var glob = GlobPattern.Parse(each);
            keys.Where(key => glob.IsMatch(key))
                .Order(StringComparer.Ordinal)
                .ShouldBe(matched.Order(StringComparer.Ordinal), each);
            matches += matched.Length;
        }

        matches.ShouldBeGreaterThan(100);
    }

    private static string[] Texts(Random random, string letters, int longest, int count)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        while (texts.Count < count)
        {
            texts.Add(new string(random.GetItems<char>(letters, 1 + random.Next(longest))));
        }

        return [.. texts];
    }
}
