using System.Buffers;
using System.Text;
using System.Text.Json;
using LearningStudio.Caching.Diagnostics;
using LearningStudio.Caching.Values;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Caching.Tests.Values;

public sealed class SerialisationTests
{
    [Fact]
    public async Task FieldsAndTuples_ComeBackWhole()
    {
        using var fixture = new CacheFixture();
        await fixture.Cache.SetAsync("tuple", ("hello", 42, (Inner: "x", 1)));
        await fixture.Cache.SetAsync("fields", new Fields { Name = "n", Numbers = [1, 2] });

        (await fixture.Cache.TryGetAsync<(string, int, (string, int))>("tuple")).Value.ShouldBe(
            ("hello", 42, ("x", 1))
        );
        Fields fields = (await fixture.Cache.TryGetAsync<Fields>("fields")).Value!;
        (fields.Name, fields.Numbers.Length).ShouldBe(("n", 2));
    }

    [Fact]
    public async Task UnreadableValue_IsAMissAndIsLoggedOnce()
    {
        using var fixture = new CacheFixture();
        await fixture.Cache.SetAsync<IReadable>("a", new Readable());

        (await fixture.Cache.TryGetAsync<IReadable>("a")).Found.ShouldBeFalse();
        (await fixture.Cache.TryGetAsync<IReadable>("a")).Found.ShouldBeFalse();

        fixture.Logs.GetSnapshot().ShouldHaveSingleItem().Id.Id.ShouldBe(Log.UnreadableValueId);
    }

    [Fact]
    public async Task KeyedJsonOptions_AreUsed()
    {
        await AssertRoundTripAsync(services =>
            services.AddKeyedSingleton<JsonSerializerOptions>(
                typeof(IHybridCacheSerializer<>),
                (_, _) => new JsonSerializerOptions(JsonSerializerDefaults.Web)
            )
        );
    }

    [Fact]
    public async Task JsonOptionsOfOneType_WinOverThoseOfAll()
    {
        var services = new ServiceCollection();
        services.AddKeyedSingleton<JsonSerializerOptions>(typeof(IHybridCacheSerializer<Fields>), (_, _) => new());
        services.AddKeyedSingleton<JsonSerializerOptions>(
            typeof(IHybridCacheSerializer<>),
            (_, _) => new() { IncludeFields = true }
        );
        services.AddLearningStudioCaching();
        await using ServiceProvider provider = services.BuildServiceProvider();
        var cache = provider.GetRequiredService<VersionedCache>();

        await cache.SetAsync("a", new Fields { Name = "n", Numbers = [1] });

        (await cache.TryGetAsync<Fields>("a")).Value!.Name.ShouldBe("", "those options leave fields out");
    }

    // Text and bytes as they are: JSON would make a third more of bytes, and three times as much of other alphabets.
    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("<p>Привет, 世界 😀</p>")]
    [InlineData(null)]
    public void Text_IsKeptAsItIs(string? text)
    {
        ValueCodec<string?> codec = new ValueCodecs(new ServiceCollection().BuildServiceProvider()).Get<string?>();

        byte[] payload = codec.Serialize(text);

        payload.Length.ShouldBe(text is null ? 0 : Encoding.UTF8.GetByteCount(text) + 1);
        codec.Deserialize(payload).ShouldBe(text);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1000)]
    public void Bytes_AreKeptAsTheyAre(int length)
    {
        ValueCodec<byte[]?> codec = new ValueCodecs(new ServiceCollection().BuildServiceProvider()).Get<byte[]?>();
        byte[]? bytes = length < 0 ? null : [.. Enumerable.Range(0, length).Select(i => (byte)i)];

        byte[] payload = codec.Serialize(bytes);

        payload.Length.ShouldBe(length + 1);
        codec.Deserialize(payload).ShouldBe(bytes);
    }

    [Fact]
    public void TextWithHalfASurrogatePair_IsRefusedNotChanged()
    {
        ValueCodec<string?> codec = new ValueCodecs(new ServiceCollection().BuildServiceProvider()).Get<string?>();

        Should.Throw<EncoderFallbackException>(() => codec.Serialize("a\ud800"));
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    [InlineData(0)]
    public async Task ExpirationThatIsOver_KeepsNothing(long ticks)
    {
        using var fixture = new CacheFixture();
        var options = new HybridCacheEntryOptions { Expiration = TimeSpan.FromTicks(ticks) };

        (await fixture.Cache.GetOrCreateAsync("a", _ => ValueTask.FromResult(1), options)).ShouldBe(1);

        (await fixture.Cache.TryGetAsync<int>("a")).Found.ShouldBeFalse();
    }

    [Fact]
    public async Task OwnSerialiser_WinsOverTheFactory()
    {
        var own = new TextSerialiser();
        await AssertRoundTripAsync(services => services.AddSingleton<IHybridCacheSerializer<Fields>>(own));

        own.Writes.ShouldBe(1);
    }

    private static async Task AssertRoundTripAsync(Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        register(services);
        await using ServiceProvider provider = services.AddLearningStudioCaching().BuildServiceProvider();
        var cache = provider.GetRequiredService<VersionedCache>();
        var value = new Fields { Text = "text" };

        await cache.SetAsync("a", value);
        (bool found, Fields? read) = await cache.TryGetAsync<Fields>("a");

        found.ShouldBeTrue();
        read!.Text.ShouldBe("text");
        read.ShouldNotBeSameAs(value);
    }

    private sealed class Fields
    {
        public string Name = "";
        public int[] Numbers = [];

        public string Text { get; set; } = "";
    }

    private interface IReadable;

    private sealed class Readable : IReadable;

    private sealed class TextSerialiser : IHybridCacheSerializer<Fields>
    {
        public int Writes { get; private set; }

        public Fields Deserialize(ReadOnlySequence<byte> source) => new() { Text = Encoding.UTF8.GetString(source) };

        public void Serialize(Fields value, IBufferWriter<byte> target)
        {
            Writes++;
            Encoding.UTF8.GetBytes(value.Text, target);
        }
    }
}
