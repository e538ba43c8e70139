using LearningStudio.Caching.Fills;
using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Policies;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Caching.Tests.Fills;

/// <summary>The part that a call gets, by what the fill in flight may do and what has become of it.</summary>
public sealed class FillTicketTests
{
    private const CacheAccess Refresh = CacheAccess.Write;
    private readonly InFlightFactories _fills = new();
    private readonly InvalidationLog _log = new(10, TimeSpan.FromHours(1), new FakeTimeProvider());

    public enum Before
    {
        Nothing,
        Running,
        Invalidated,
        Removed,
        Sealed,
        Settled,
    }

    public static TheoryData<Before, int, string> Cases =>
        new()
        {
            { Before.Nothing, (int)CacheAccess.All, "Started" },
            { Before.Running, (int)CacheAccess.All, "Joined" },
            { Before.Invalidated, (int)CacheAccess.All, "Started" },
            { Before.Removed, (int)CacheAccess.All, "Started" },
            { Before.Sealed, (int)CacheAccess.All, "Settling" },
            { Before.Settled, (int)CacheAccess.All, "Started" },
            // Calls that may do different things share only with their like; a read waits for what is on its way.
            { Before.Running, (int)CacheAccess.Redis, "Started" },
            { Before.Sealed, (int)CacheAccess.Redis, "Settling" },
            { Before.Sealed, (int)CacheAccess.Write, "Started" },
            // A call that stores nothing asks whether there is a value.
            { Before.Running, (int)CacheAccess.ReadRedis, "Started" },
            { Before.Sealed, (int)CacheAccess.ReadRedis, "Settling" },
            { Before.Running, (int)CacheAccess.None, "Started" },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Call_GetsItsPart(Before before, int access, string role)
    {
        Bring(before, CacheAccess.All, isBackground: false);

        Admit((CacheAccess)access).Role.ToString().ShouldBe(role);
    }

    [Theory]
    [InlineData(Before.Running, "Joined")]
    [InlineData(Before.Invalidated, "Started")]
    [InlineData(Before.Sealed, "Settling")]
    public void ValueThatIsRefreshedAhead_IsWaitedFor(Before before, string role)
    {
        Bring(before, Refresh, isBackground: true);

        Admit(CacheAccess.All).Role.ToString().ShouldBe(role);
    }

    [Fact]
    public void EachSituation_HasARow() =>
        Cases.Select(row => (Before)row[0]).Distinct().Count().ShouldBe(Enum.GetValues<Before>().Length);

    [Fact]
    public void WaitForASealedFill_EndsWhenItSettles()
    {
        Fill fill = Bring(Before.Sealed, CacheAccess.All, isBackground: false);
        Task settled = Admit(CacheAccess.All).Settled.ShouldNotBeNull();

        settled.IsCompleted.ShouldBeFalse();
        _fills.Settle(fill);

        settled.IsCompleted.ShouldBeTrue();
    }

    private Fill Bring(Before before, CacheAccess access, bool isBackground)
    {
        if (before is Before.Nothing)
        {
            return null!;
        }

        Fill<int> fill = Admit(access, isBackground).Fill!;
        InFlightFactories.Stripe stripe = _fills.GetStripe("a");
        switch (before)
        {
            case Before.Invalidated:
                _log.Append(InvalidationTarget.ForPattern("a*"));
                break;
            case Before.Removed:
                stripe.Refuse("a");
                break;
            case Before.Sealed:
                stripe.Seal(fill);
                break;
            case Before.Settled:
                stripe.Seal(fill);
                _fills.Settle(fill);
                break;
        }

        return fill;
    }

    private FillTicket<int> Admit(CacheAccess access, bool isBackground = false)
    {
        var call = new FillCall<int, int>(
            "a",
            CallPlan.Bypass with
            {
                Access = access,
            },
            Tags: [],
            State: 0,
            static (_, _) => ValueTask.FromResult(1)
        )
        {
            IsBackground = isBackground,
        };
        InFlightFactories.Stripe stripe = _fills.GetStripe("a");
        lock (stripe.Lock)
        {
            return stripe.Admit(call, _log, key => new FactoryNode(this, key, startedBy: null));
        }
    }
}
