using CsCheck;
using LearningStudio.Caching.Invalidation;

namespace LearningStudio.Caching.Tests.Invalidation;

public sealed class RecentRemovalsTests
{
    [Fact]
    public void Removal_RefusesWhatWasReadBefore()
    {
        var ring = new RecentRemovals(10);
        ring.Record("a", 5);

        ring.MayBeRemovedAfter("a", 4).ShouldBeTrue();
        ring.MayBeRemovedAfter("a", 5).ShouldBeFalse();
        ring.MayBeRemovedAfter("b", 0).ShouldBeFalse();
    }

    [Fact]
    public void BeforeTheOldestRemembered_NothingIsVouchedFor()
    {
        var ring = new RecentRemovals(2);
        ring.Record("a", 1);
        ring.Record("a", 2);
        ring.Record("b", 3);

        ring.MayBeRemovedAfter("z", 0).ShouldBeTrue("the first removal is forgotten");
        ring.MayBeRemovedAfter("z", 1).ShouldBeFalse();
        ring.MayBeRemovedAfter("a", 1).ShouldBeTrue("its later removal is remembered");
    }

    [Fact]
    public void Reset_KnowsNothingUpToItsNumber()
    {
        var ring = new RecentRemovals(2);
        ring.Record("a", 9);
        ring.Reset(5);

        ring.MayBeRemovedAfter("b", 4).ShouldBeTrue();
        ring.MayBeRemovedAfter("a", 5).ShouldBeFalse("it was of another sequence");
        ring.Record("b", 6);
        ring.Record("c", 7);
        ring.MayBeRemovedAfter("z", 5).ShouldBeFalse("two are remembered, and those from before are none of them");
    }

    [Fact]
    public void RandomRemovals_AreRememberedAsAPlainListDoes() =>
        Gen.Select(Gen.Int[1, 5], Gen.String[Gen.Char["abc"], 1, 1].Array[0, 20])
            .Sample(
                (capacity, keys) =>
                {
                    var ring = new RecentRemovals(capacity);
                    for (int i = 0; i < keys.Length; i++)
                    {
                        ring.Record(keys[i], i + 1);
                    }

                    int forgotten = Math.Max(0, keys.Length - capacity);
                    for (int known = 0; known <= keys.Length; known++)
                    {
                        foreach (string key in new[] { "a", "b", "c" })
                        {
                            bool removed = known < forgotten || keys.Skip(known).Contains(key);
                            ring.MayBeRemovedAfter(key, known).ShouldBe(removed, $"{key} after {known}");
                        }
                    }
                }
            );
}
