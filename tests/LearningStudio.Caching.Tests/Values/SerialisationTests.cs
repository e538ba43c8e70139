using System.Buffers;
using System.Text;
using System.Text.Json;
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
