namespace LearningStudio.HostApi.Tests.Load;

public sealed class IdealCacheTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void ReadsAfterTheFirst_AreHitsUntilTheTimeIsOver() =>
        IdealCache.HitRate([Read(1, 0), Read(1, 10), Read(2, 20), Read(1, 60), Read(1, 61)], Minute).ShouldBe(2 / 5.0);

    [Fact]
    public void Write_DropsItsOwnTopicAlone() =>
        IdealCache
            .HitRate([Read(1, 0), Read(2, 0), Write(1, 1, 201), Read(1, 2), Read(2, 2), Read(1, 3)], Minute)
            .ShouldBe(2 / 5.0);

    [Fact]
    public void RefusedWrite_DropsNothing() =>
        IdealCache.HitRate([Read(1, 0), Write(1, 1, 422), Read(1, 2)], Minute).ShouldBe(1 / 2.0);

    private static LoadSample Read(int topic, int second) => Sample(new LoadRequest($"topics/{topic}"), second, 200);

    private static LoadSample Write(int topic, int second, int status) =>
        Sample(new LoadRequest($"topics/{topic}/posts", "text", "demo1"), second, status);

    private static LoadSample Sample(LoadRequest request, int second, int status) =>
        new(
            request,
            TimeSpan.FromSeconds(second),
            TimeSpan.FromSeconds(second + 0.1),
            TimeSpan.FromSeconds(0.1),
            status,
            Cache: null,
            HasRetryAfter: false
        );
}
