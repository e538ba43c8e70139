using System.Globalization;
using LearningStudio.Caching.Values;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Caching.Tests.Values;

public sealed class EntryClockTests
{
    private static readonly DateTimeOffset Real = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _time = new(Real + TimeSpan.FromHours(1));
    private readonly EntryClock _clock;

    public EntryClockTests() => _clock = new EntryClock(_time);

    [Fact]
    public void Compared_ItIsTheServers()
    {
        _clock.Now.ShouldBe(Real + TimeSpan.FromHours(1));

        _clock.Adjust(Text(Real), _time.GetUtcNow());

        _clock.Now.ShouldBe(Real);
        _clock.Ahead.ShouldBe(TimeSpan.FromHours(-1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    public void ServerWithoutATime_ChangesNothing(string time)
    {
        _clock.Adjust(time, _time.GetUtcNow());

        _clock.Now.ShouldBe(_time.GetUtcNow());
    }

    [Fact]
    public void AnswerThatTookLong_SaysTooLittle()
    {
        DateTimeOffset sent = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromSeconds(2));

        _clock.Adjust(Text(Real), sent);

        _clock.Now.ShouldBe(_time.GetUtcNow());
    }

    [Fact]
    public void ClockThatWasSetRight_IsTrustedFromThenOn()
    {
        _clock.Adjust(Text(Real), _time.GetUtcNow());
        _time.Advance(TimeSpan.FromMinutes(10));
        _clock.Approach(Text(Real), _time.GetUtcNow());
        _clock.Ahead.ShouldBe(TimeSpan.FromHours(-1), "they agree as little as before");

        _clock.Approach(Text(_time.GetUtcNow()), _time.GetUtcNow());

        _clock.Ahead.ShouldBe(TimeSpan.Zero);
    }

    private static string Text(DateTimeOffset time) =>
        time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
