namespace LearningStudio.Caching.Tests.Expiry;

public sealed class FailSafeTests : IDisposable
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FailSafe = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private readonly CacheFixture _fixture = new(options =>
        options.Policies["safe"] = new CachePolicy
        {
            Pattern = "safe:*",
            Expiration = Life,
            FailSafe = FailSafe,
            RefreshAhead = TimeSpan.FromSeconds(10),
        }
    );

    private int _failures;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task FactoryFails_TheExpiredValueServesForAWhile()
    {
        await _fixture.Cache.SetAsync("safe:a", "old");
        _fixture.Clock.Advance(Life);

        (await FailAsync("safe:a")).ShouldBe("old");
        (await FailAsync("safe:a")).ShouldBe("old");
        _failures.ShouldBe(1, "for five seconds the factory is left alone");
        _fixture.Clock.Advance(RetryDelay);
        (await FailAsync("safe:a")).ShouldBe("old");
        _failures.ShouldBe(2);
        _fixture.Logs.GetSnapshot().Select(record => record.Id.Id).ShouldBe([8, 8]);
    }

    // The five seconds are the old value's, however short an entry of its family lives.
    [Fact]
    public async Task EntryThatLivesShorterThanTheRespite_LeavesTheFactoryAloneAsLong()
    {
        using var fixture = new CacheFixture(options =>
            options.Policies["safe"] = new CachePolicy
            {
                Pattern = "safe:*",
                Expiration = TimeSpan.FromMilliseconds(100),
                FailSafe = FailSafe,
            }
        );
        int failures = 0;
        await fixture.Cache.SetAsync("safe:a", "old");
        for (int i = 0; i < 45; i++)
        {
            fixture.Clock.Advance(TimeSpan.FromMilliseconds(100));
            string value = await fixture.Cache.GetOrCreateAsync<string>(
                "safe:a",
                _ =>
                {
                    failures++;
                    throw new InvalidTimeZoneException();
                }
            );
            value.ShouldBe("old");
        }

        failures.ShouldBe(1);
    }

    [Fact]
    public async Task FactoryWorksAgain_ItsValueTakesOver()
    {
        await _fixture.Cache.SetAsync("safe:a", "old");
        _fixture.Clock.Advance(Life);
        await FailAsync("safe:a");
        _fixture.Clock.Advance(RetryDelay);

        (await _fixture.Cache.GetOrCreateAsync("safe:a", _ => ValueTask.FromResult("new"))).ShouldBe("new");
        (await FailAsync("safe:a")).ShouldBe("new");
    }

    [Fact]
    public async Task PastItsEndOfUse_TheExceptionReachesTheCaller()
    {
        await _fixture.Cache.SetAsync("safe:a", "old");
        _fixture.Clock.Advance(Life + FailSafe - TimeSpan.FromSeconds(1));
        (await FailAsync("safe:a")).ShouldBe("old");

        _fixture.Clock.Advance(TimeSpan.FromSeconds(1));

        await Should.ThrowAsync<InvalidTimeZoneException>(async () => await FailAsync("safe:a"));
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("pattern")]
    [InlineData("tag")]
    [InlineData("everything")]
    public async Task InvalidatedValue_NeverServes(string how)
    {
        await _fixture.Cache.SetAsync("safe:a", "old", tags: ["tag"]);
        _fixture.Clock.Advance(Life);
        await FailAsync("safe:a");

        await (
            how switch
            {
                "remove" => _fixture.Cache.RemoveAsync("safe:a"),
                "tag" => _fixture.Cache.RemoveByTagAsync("tag"),
                "everything" => _fixture.Cache.RemoveByTagAsync("*"),
                _ => new ValueTask(_fixture.Cache.RemoveByPatternAsync("safe:*").AsTask()),
            }
        );

        await Should.ThrowAsync<InvalidTimeZoneException>(async () => await FailAsync("safe:a"));
    }

    [Fact]
    public async Task NoSuchPolicy_TheExceptionReachesTheCaller()
    {
        await _fixture.Cache.SetAsync("a", "old");
        _fixture.Clock.Advance(TimeSpan.FromMinutes(5));

        await Should.ThrowAsync<InvalidTimeZoneException>(async () => await FailAsync("a"));
        (await _fixture.Cache.TryGetAsync<string>("a")).Found.ShouldBeFalse();
    }

    [Fact]
    public async Task ExpiredValue_IsNotFoundOtherwise()
    {
        await _fixture.Cache.SetAsync("safe:a", "old");
        _fixture.Clock.Advance(Life);

        (await _fixture.Cache.TryGetAsync<string>("safe:a")).Found.ShouldBeFalse();
        (await FailAsync("safe:a")).ShouldBe("old", "looking for it did not take it away");
    }

    private ValueTask<string> FailAsync(string key) =>
        _fixture.Cache.GetOrCreateAsync<string>(
            key,
            _ =>
            {
                _failures++;
                throw new InvalidTimeZoneException();
            }
        );
}
