using LearningStudio.HostApi.Observation;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.HostApi.Tests.Observation;

public sealed class SlidingCountsTests
{
    private static readonly TimeSpan Window = WindowClock.SlotLength * WindowClock.Slots;
    private readonly FakeTimeProvider _time = new();
    private readonly SlidingCounts _counts;

    public SlidingCountsTests() => _counts = new SlidingCounts(new WindowClock(_time), width: 2);

    [Fact]
    public void Count_LeavesTheWindowAndStaysInTheTotal()
    {
        _counts.Add(1, 3);
        _time.Advance(Window - TimeSpan.FromTicks(1));
        _counts.Window().ShouldBe([0, 3]);

        _time.Advance(TimeSpan.FromTicks(1));

        _counts.Window().ShouldBe([0, 0]);
        _counts.Totals().ShouldBe([0, 3]);
    }

    [Fact]
    public void Slot_IsEmptiedBeforeItsPlaceServesAgain()
    {
        _counts.Add(0, 5);
        _time.Advance(Window);
        _counts.Add(0, 2);

        _counts.Window().ShouldBe([2, 0]);
        _counts.Totals().ShouldBe([7, 0]);
    }

    [Fact]
    public void Slots_AreToldApartByAge()
    {
        _counts.Add(0, 1);
        _time.Advance(WindowClock.SlotLength);
        _counts.Add(0, 2);

        long[] now = [0, 0];
        long[] before = [0, 0];
        long[] never = [0, 0];
        _counts.AddSlot(0, now);
        _counts.AddSlot(1, before);
        _counts.AddSlot(2, never);

        (now[0], before[0], never[0]).ShouldBe((2, 1, 0));
    }

    [Fact]
    public void RacingCounts_AreAllThere()
    {
        const int Each = 50_000;

        Parallel.For(0, 4, _ => Repeat(Each));

        _counts.Totals().ShouldBe([4 * Each, 0]);
        _counts.Window().ShouldBe([4 * Each, 0]);
    }

    [Fact]
    public void RacingCountsAcrossSlots_AreAllInTheTotalAndTheWindowHoldsNoMore()
    {
        const int Each = 20_000;

        Parallel.For(
            0,
            4,
            thread =>
            {
                Repeat(Each);
                _time.Advance(TimeSpan.FromSeconds(3 * (thread + 1)));
                Repeat(Each);
            }
        );

        _counts.Totals().ShouldBe([8 * Each, 0]);
        _counts.Window().ShouldBe([8 * Each, 0], "all within thirty seconds");
    }

    private void Repeat(int times)
    {
        for (int i = 0; i < times; i++)
        {
            _counts.Add(0);
        }
    }
}
