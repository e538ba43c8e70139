using CsCheck;
using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Values;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Caching.Tests.Invalidation;

public sealed class InvalidationLogTests
{
    private static readonly TimeSpan Retention = TimeSpan.FromHours(1);
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Entry_IsJudgedByWhatCameAfterItsStamp()
    {
        var log = new InvalidationLog(10, Retention, _clock);
        log.Append(InvalidationTarget.ForPattern("a:*"));
        long stamp = log.Number;

        log.IsAlive("a:1", [], stamp).ShouldBeTrue();
        log.Append(InvalidationTarget.ForPattern("a:*"));

        log.IsAlive("a:1", [], stamp).ShouldBeFalse();
        log.IsAlive("a:1", [], log.Number).ShouldBeTrue();
        log.IsAlive("b:1", [], stamp).ShouldBeTrue();
    }

    [Fact]
    public void SamePattern_TakesOneRecord()
    {
        var log = new InvalidationLog(10, Retention, _clock);

        for (int i = 0; i < 100; i++)
        {
            log.Append(InvalidationTarget.ForPattern("a:*"));
            log.Append(InvalidationTarget.ForTag("t"));
        }

        log.Count.ShouldBe(2);
    }

    [Fact]
    public void BeyondTheCapacity_WhatIsOlderThanTheForgottenRecordIsDead()
    {
        var log = new InvalidationLog(2, Retention, _clock);
        long before = log.Number;
        log.Append(InvalidationTarget.ForPattern("a"));
        long after = log.Number;
        log.Append(InvalidationTarget.ForPattern("b"));
        log.Append(InvalidationTarget.ForPattern("c"));

        log.Count.ShouldBe(2);
        log.IsAlive("z", [], before).ShouldBeFalse("the record of 'a' is forgotten, so nothing vouches for it");
        log.IsAlive("z", [], after).ShouldBeTrue();
    }

    [Fact]
    public void Records_OutliveEveryEntryTheyCouldConcern()
    {
        var log = new InvalidationLog(10, Retention, _clock);
        log.Append(InvalidationTarget.ForPattern("a"));
        _clock.Advance(Retention);
        log.Append(InvalidationTarget.ForPattern("b"));
        log.Count.ShouldBe(2);

        _clock.Advance(Retention + TimeSpan.FromMilliseconds(1));
        log.Append(InvalidationTarget.ForPattern("c"));

        log.Count.ShouldBe(2);
    }

    // "Everything" is known by its floor where it was fetched; a record from before it must not lower that again.
    [Fact]
    public void OldRecordForgottenAfterEverything_BringsNothingBack()
    {
        var log = new InvalidationLog(1000, Retention, _clock);
        log.Prepare(new SequenceDelta(new Sequence(1, 10), 0, [new(InvalidationTarget.ForPattern("a"), 10)]))();
        log.TryPosition(new Sequence(1, 30), out long stamp).ShouldBeTrue();
        _clock.Advance(Retention + Retention + TimeSpan.FromSeconds(1));

        log.Apply(new SequenceDelta(new Sequence(1, 50), 50, []));

        log.IsAlive("b", [], stamp).ShouldBeFalse();
    }

    // Attached, it repeats the numbers of Redis above its own, and what is from before is dead.
    [Fact]
    public void Attached_RepeatsTheNumbersOfRedisAboveItsOwn()
    {
        var log = new InvalidationLog(1000, Retention, _clock);
        log.Append(InvalidationTarget.ForPattern("own"));
        long before = log.Number;
        log.Prepare(new SequenceDelta(new Sequence(1, 12), 10, [new(InvalidationTarget.ForPattern("a"), 12)]))();
        log.TryPosition(new Sequence(1, 11), out long eleventh).ShouldBeTrue();
        log.TryPosition(new Sequence(1, 12), out long twelfth).ShouldBeTrue();

        eleventh.ShouldBeGreaterThan(before);
        log.Number.ShouldBe(twelfth);
        twelfth.ShouldBe(eleventh + 1);
        log.IsAlive("b", [], before).ShouldBeFalse("it was filled before the log was attached");
        log.IsAlive("b", [], eleventh).ShouldBeTrue();
        log.IsAlive("a", [], eleventh).ShouldBeFalse();
        log.IsAlive("a", [], twelfth).ShouldBeTrue();
        log.Count.ShouldBe(1, "the log's own record is below the floor");
    }

    [Fact]
    public void Applied_TakesWhatFollowsAndNoOtherEpoch()
    {
        var log = new InvalidationLog(1000, Retention, _clock);
        log.Prepare(new SequenceDelta(new Sequence(1, 10), 0, []))();
        long stamp = log.Number;

        log.Apply(new SequenceDelta(new Sequence(2, 11), 0, [new(InvalidationTarget.ForTag("t"), 11)]));
        log.IsAlive("k", ["t"], stamp).ShouldBeTrue();
        log.Apply(new SequenceDelta(new Sequence(1, 13), 0, [new(InvalidationTarget.ForTag("t"), 12)]));

        log.Number.ShouldBe(stamp + 3);
        log.IsAlive("k", ["t"], stamp + 1).ShouldBeFalse();
        log.IsAlive("k", ["t"], stamp + 2).ShouldBeTrue();
        log.Detach();
        log.TryPosition(new Sequence(1, 13), out _).ShouldBeFalse();
        log.Append(InvalidationTarget.ForTag("t"));
        log.IsAlive("k", ["t"], stamp + 3).ShouldBeFalse();
    }

    [Fact]
    public void Everything_LeavesNoRecord()
    {
        var log = new InvalidationLog(10, Retention, _clock);
        log.Append(InvalidationTarget.ForPattern("a"));
        log.Append(InvalidationTarget.ForTag("t"));

        log.Append(InvalidationTarget.Everything);

        log.Count.ShouldBe(0);
    }

    // A record that was forgotten is in no index: its pattern and its tag may come again.
    [Fact]
    public void ForgottenPatternAndTag_ComeAgain()
    {
        var log = new InvalidationLog(1, Retention, _clock);
        for (int i = 0; i < 3; i++)
        {
            long stamp = log.Number;
            log.Append(InvalidationTarget.ForPattern("a*"));
            log.IsAlive("a", [], stamp).ShouldBeFalse();
            log.Append(InvalidationTarget.ForTag("t"));
            log.Count.ShouldBe(1);
            log.IsAlive("a", [], stamp + 1).ShouldBeTrue();
            log.IsAlive("a", ["t"], stamp + 1).ShouldBeFalse();
        }
    }

    [Fact]
    public void Record_IsKeptForTwiceTheLongestLife()
    {
        var log = new InvalidationLog(10, Retention, _clock);
        log.Append(InvalidationTarget.ForPattern("a"));
        _clock.Advance(Retention + Retention);
        log.Append(InvalidationTarget.ForPattern("b"));

        log.Count.ShouldBe(2);
    }

    [Fact]
    public void AnotherEpoch_HasNoPlace()
    {
        var log = new InvalidationLog(1000, Retention, _clock);
        log.Prepare(new SequenceDelta(new Sequence(1, 10), 0, []))();

        log.TryPosition(new Sequence(2, 10), out _).ShouldBeFalse();
        Should
            .Throw<InvalidOperationException>(() => log.Append(InvalidationTarget.Everything))
            .Message.ShouldContain("numbers of Redis");
    }

    // After an interruption the sequence's numbers go on above those that this process has given meanwhile.
    [Fact]
    public void Resumed_KeepsWhatItKnowsAndIsJudgedByWhatCame()
    {
        var log = new InvalidationLog(1000, Retention, _clock);
        log.Prepare(new SequenceDelta(new Sequence(1, 10), 0, [new(InvalidationTarget.ForPattern("early"), 8)]))();
        log.TryPosition(new Sequence(1, 7), out long seventh);
        log.TryPosition(new Sequence(1, 10), out long tenth);
        for (int outage = 0; outage < 3; outage++)
        {
            log.Detach();
            log.Append(InvalidationTarget.ForPattern("own"));
            log.Resume(10 + outage);
            log.Apply(new SequenceDelta(new Sequence(1, 11 + outage), 0, []));
        }

        log.IsAlive("kept", [], tenth).ShouldBeTrue();
        log.IsAlive("own", [], tenth).ShouldBeFalse();
        log.IsAlive("early", [], seventh).ShouldBeFalse("a value in Redis keeps its place among the old numbers");
        log.IsAlive("early", [], tenth).ShouldBeTrue();
        log.TryPosition(new Sequence(1, 7), out long again);
        again.ShouldBe(seventh);
        log.Apply(new SequenceDelta(new Sequence(1, 14), 0, [new(InvalidationTarget.ForTag("t"), 14)]));
        log.IsAlive("kept", ["t"], tenth).ShouldBeFalse();
        log.IsAlive("kept", ["t"], log.Number).ShouldBeTrue();
    }

    [Fact]
    public void TooManyInterruptions_BeginAnew()
    {
        var log = new InvalidationLog(1000, Retention, _clock);
        log.CanResume.ShouldBeFalse("nothing was ever repeated");
        log.Prepare(new SequenceDelta(new Sequence(1, 0), 0, []))();
        int outages = 0;
        for (; log.CanResume && outages < 1000; outages++)
        {
            log.Detach();
            log.Append(InvalidationTarget.ForPattern("own"));
            log.Resume(outages);
            log.Apply(new SequenceDelta(new Sequence(1, outages + 1), 0, []));
        }

        outages.ShouldBeInRange(10, 100);
    }

    [Fact]
    public void RecordOfAKindThatIsNotKnown_CountsAsEverything()
    {
        var log = new InvalidationLog(1000, Retention, _clock);
        log.Prepare(new SequenceDelta(new Sequence(1, 10), 0, []))();
        long stamp = log.Number;

        log.Apply(new SequenceDelta(new Sequence(1, 11), 0, [new(new((InvalidationKind)'z', "later"), 11)]));

        log.IsAlive("any", [], stamp).ShouldBeFalse();
        log.IsAlive("any", [], log.Number).ShouldBeTrue();
    }

    [Fact]
    public void SlotsOfALostServer_TakeTheirKeysAndNoOthers()
    {
        var log = new InvalidationLog(1000, Retention, _clock) { GetSlot = key => key.Length };
        log.Prepare(new SequenceDelta(new Sequence(1, 10), 0, []))();
        long stamp = log.Number;

        log.Apply(new SequenceDelta(new Sequence(1, 11), 0, [new(new(InvalidationKind.Slots, "2-3,7-7"), 11)]));

        Enumerable.Range(1, 8).Where(length => !log.IsAlive(new string('k', length), [], stamp)).ShouldBe([2, 3, 7]);
        log.IsAlive("kk", [], log.Number).ShouldBeTrue();
    }

    // Whatever a pattern begins with: a key is judged by those that share a rare piece with it, not by all.
    [Theory]
    [InlineData("*:x{0}")]
    [InlineData("topic:*:x{0}")]
    [InlineData("*:{0}:comments")]
    [InlineData("?{0}*")]
    [InlineData("[ab]{0}:*")]
    public void ManyPatternsOfOneForm_AreNotAllLookedAt(string form)
    {
        const int Patterns = 50_000;
        var log = new InvalidationLog(Patterns, Retention, _clock);
        long stamp = log.Number;
        for (int i = 0; i < Patterns; i++)
        {
            log.Append(InvalidationTarget.ForPattern(string.Format(null, form, i)));
        }

        long began = TimeProvider.System.GetTimestamp();
        for (int i = 0; i < 1_000; i++)
        {
            log.IsAlive($"topic:z:y{i}:posts", [], stamp).ShouldBeTrue();
        }

        // A walk through all of them would take a minute.
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(5));
        log.IsAlive(string.Format(null, form.Replace("?", "a").Replace("[ab]", "a"), 7), [], stamp).ShouldBeFalse();
    }

    [Fact]
    public void RandomInvalidations_JudgeAsAPlainListDoes()
    {
        Gen<string> key = Gen.String[Gen.Char["ab:"], 1, 4];
        Gen<(int Kind, string Text)> step = Gen.Select(Gen.Int[0, 5], Gen.String[Gen.Char["ab:*?"], 1, 3]);
        Gen.Select(step.Array[1, 30], key.Array[1, 5])
            .Sample(
                (steps, keys) =>
                {
                    var log = new InvalidationLog(1000, Retention, _clock);
                    var model = new List<Predicate<CacheEntryModel>>();
                    var entries = new List<CacheEntryModel>();
                    foreach ((int kind, string text) in steps)
                    {
                        entries.AddRange(keys.Select(k => new CacheEntryModel(k, log.Number, model.Count)));
                        model.Add(Apply(log, kind, text));
                        foreach (CacheEntryModel entry in entries)
                        {
                            bool alive = model.Skip(entry.Seen).All(kills => !kills(entry));
                            log.IsAlive(entry.Key, entry.Entry).ShouldBe(alive);
                        }
                    }
                },
                iter: 2000
            );
    }

    private static Predicate<CacheEntryModel> Apply(InvalidationLog log, int kind, string text)
    {
        switch (kind)
        {
            case 0:
                log.Append(InvalidationTarget.Everything);
                return _ => true;
            case 1:
                log.Append(InvalidationTarget.ForTag(text));
                return entry => text == "*" || entry.Entry.Tags.Contains(text);
            default:
                log.Append(InvalidationTarget.ForPattern(text));
                var pattern = GlobPattern.Parse(text);
                return entry => pattern.IsMatch(entry.Key);
        }
    }

    private sealed class CacheEntryModel(string key, long stamp, int seen)
    {
        public string Key => key;

        public int Seen => seen;

        public CacheEntry Entry { get; } = new SharedEntry<int>(1, stamp, [key[..1]]);
    }
}
