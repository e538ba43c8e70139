using LearningStudio.Caching.Local;

namespace LearningStudio.Caching.Tests.Local;

public sealed class CoarseClockTests
{
    private readonly TwoClocks _time = new();
    private readonly CoarseClock _clock;
    private readonly long _began;

    public CoarseClockTests()
    {
        _clock = new CoarseClock(_time);
        _began = _clock.Now;
    }

    [Fact]
    public void BothClocks_GoOn()
    {
        _time.Pass(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));

        Passed.ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void SuspendedMachine_HasBeenAsLongAsTheWallClockSays()
    {
        _time.Pass(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Passed.ShouldBe(TimeSpan.FromHours(1));
        _time.Pass(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        Passed.ShouldBe(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void WallClockThatIsSetBackOrSlewed_ChangesNothing()
    {
        _time.Pass(TimeSpan.FromSeconds(1), TimeSpan.FromHours(-1));
        Passed.ShouldBe(TimeSpan.FromSeconds(1));
        _time.Pass(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.4));
        Passed.ShouldBe(TimeSpan.FromSeconds(2));
    }

    private TimeSpan Passed => TimeSpan.FromTicks(_clock.Now - _began);

    private sealed class TwoClocks : TimeProvider
    {
        private DateTimeOffset _wall = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        private long _monotonic = 1000;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan monotonic, TimeSpan wall)
        {
            _monotonic += monotonic.Ticks;
            _wall += wall;
        }

        public override long GetTimestamp() => _monotonic;

        public override DateTimeOffset GetUtcNow() => _wall;
    }
}
