using LearningStudio.Caching.Staleness;
using StackExchange.Redis;

namespace LearningStudio.Caching.Tests.Redis;

/// <summary>Whatever stands under a key, a read gets the factory's value and the next one finds it.</summary>
public sealed class UnreadableValueTests(SharedRedis redis) : IClassFixture<SharedRedis>, IAsyncLifetime
{
    private readonly RedisNodes _nodes = new(redis.Server, $"unreadable-{Guid.CreateVersion7():n}");
    private Node _node = null!;
    private IDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _node = await _nodes.StartAsync();
        _database = await redis.Server.ConnectAsync();
    }

    public async Task DisposeAsync() => await _nodes.DisposeAsync();

    [Fact]
    public async Task Written_IsFoundByAnotherNode()
    {
        await _node.Cache.SetAsync("a", new Post(7, "Grüße 🙂"), tags: ["posts", "größe"]);

        (bool found, Post? post) = await (await _nodes.StartAsync()).Cache.TryGetAsync<Post>("a");

        found.ShouldBeTrue();
        post.ShouldBe(new Post(7, "Grüße 🙂"));
    }

    [Fact]
    public async Task FlippedBits_AreAMiss()
    {
        await _node.Cache.SetAsync("a", new Post(7, "text"), tags: ["posts"]);
        byte[] whole = (byte[])(await _database.StringGetAsync(_nodes.Wire("a")))!;
        for (int bit = 0; bit < whole.Length * 8; bit++)
        {
            byte[] flipped = [.. whole];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            await _database.StringSetAsync(_nodes.Wire("a"), flipped);

            (bool found, Post? post) = await _node.Cache.TryGetPastMemoryAsync<Post>("a");

            // The nonce identifies the slot and says nothing of the value.
            (found ? post : null).ShouldBe(bit / 8 is >= 4 and < 12 ? new Post(7, "text") : null, $"bit {bit}");
        }
    }

    [Fact]
    public async Task Truncated_IsAMiss()
    {
        await _node.Cache.SetAsync("a", new Post(7, "text"), tags: ["posts"]);
        byte[] whole = (byte[])(await _database.StringGetAsync(_nodes.Wire("a")))!;
        for (int length = 0; length < whole.Length; length++)
        {
            await _database.StringSetAsync(_nodes.Wire("a"), whole.AsMemory(0, length));

            (await _node.Cache.TryGetPastMemoryAsync<Post>("a")).Found.ShouldBeFalse($"{length} bytes");
        }
    }

    [Theory]
    [InlineData("old format")]
    [InlineData("another type")]
    [InlineData("10 MB")]
    [InlineData("text")]
    [InlineData("list")]
    [InlineData("hash")]
    public async Task Foreign_IsAMissAndReplaced(string what)
    {
        await PutAsync(what);

        string read = await RedisNodes.ReadAsync(_node, "a", "computed", RedisNodes.PastMemory);

        read.ShouldBe("computed");
        (await ReadStoredAsync("a")).ShouldBe("computed");
        _node.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public async Task ChangedShapeOfTheType_IsAMiss()
    {
        await _node.Cache.SetAsync("a", new Post(7, "text"));

        (await _node.Cache.TryGetPastMemoryAsync<PostWithScore>("a")).Found.ShouldBeFalse();
    }

    [Fact]
    public async Task MembersThatAreNotUtf8_DisturbNobody()
    {
        await _database.SortedSetAddAsync(
            _nodes.Control("records"),
            new byte[] { (byte)'p', (byte)':', 0xff, 0xfe },
            0.5
        );
        await _database.SortedSetAddAsync(_nodes.Control("records"), new byte[] { 0xff }, 0.5);

        Node later = await _nodes.StartAsync();

        (await RedisNodes.ReadAsync(later, "a", "computed")).ShouldBe("computed");
    }

    private async Task PutAsync(string what)
    {
        switch (what)
        {
            case "old format":
                await _database.StringSetAsync(_nodes.Wire("a"), "LS\0V012345678901234567890123456789");
                break;
            case "another type":
                await _node.Cache.SetAsync("a", 7);
                break;
            case "10 MB":
                await _database.StringSetAsync(_nodes.Wire("a"), new byte[10 * 1024 * 1024]);
                break;
            case "list":
                await _database.ListLeftPushAsync(_nodes.Wire("a"), "element");
                break;
            case "hash":
                await _database.HashSetAsync(_nodes.Wire("a"), "field", "value");
                break;
            default:
                await _database.StringSetAsync(_nodes.Wire("a"), "a text of somebody else");
                break;
        }
    }

    private async Task<string> ReadStoredAsync(string key)
    {
        Node other = await _nodes.StartAsync();
        return await other.Cache.GetOrCreateAsync<string>(key, _ => throw new InvalidOperationException("not stored"));
    }

    private sealed record Post(int Id, string Text);

    private sealed record PostWithScore(int Id, string Text, double Score);
}
