using LearningStudio.HostApi.Identity;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.HostApi.Tests.Identity;

/// <summary>A flood is a line a minute.</summary>
public sealed class MinuteLogTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<(int Count, string Route)> _lines = [];
    private readonly MinuteLog _log;

    public MinuteLogTests() => _log = new MinuteLog(_time, (count, last) => _lines.Add((count, last.Route)));

    public void Dispose() => _log.Dispose();

    [Fact]
    public void First_IsLoggedAtOnce()
    {
        Add("a");

        _lines.ShouldBe([(1, "a")]);
    }

    [Fact]
    public void Flood_IsALineAMinuteWithTheLast()
    {
        for (int i = 0; i < 1000; i++)
        {
            Add($"{i}");
        }

        _time.Advance(TimeSpan.FromSeconds(59));
        _lines.Count.ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(1));
        _lines.ShouldBe([(1, "0"), (999, "999")]);
        Add("later");
        _time.Advance(TimeSpan.FromMinutes(1));
        _lines[2..].ShouldBe([(1, "later")]);
    }

    [Fact]
    public void QuietMinute_EndsIt()
    {
        Add("a");
        _time.Advance(TimeSpan.FromMinutes(1));
        Add("b");

        _lines.ShouldBe([(1, "a"), (1, "b")]);
    }

    [Fact]
    public void End_LogsWhatIsLeft()
    {
        Add("a");
        Add("b");
        _log.Dispose();

        _lines.ShouldBe([(1, "a"), (1, "b")]);
    }

    private void Add(string route) => _log.Add(new Occurrence(route, AccountId: null));
}
