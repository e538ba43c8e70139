using LearningStudio.Caching.Invalidation;

namespace LearningStudio.Caching.Tests.Invalidation;

public sealed class SequenceReplicaTests
{
    private const ulong Epoch = 7;
    private readonly Sink _sink = new();
    private readonly Queue<SequenceDelta> _answers = new();
    private readonly List<long> _asked = [];
    private readonly SequenceReplica _replica;

    public SequenceReplicaTests() =>
        _replica = new SequenceReplica(
            _sink,
            known =>
            {
                _asked.Add(known);
                return _answers.TryDequeue(out SequenceDelta? delta)
                    ? Task.FromResult(delta)
                    : Task.FromException<SequenceDelta>(new TimeoutException());
            }
        );

    [Fact]
    public void Detached_KnowsNoPlace()
    {
        _replica.Compare(At(1)).ShouldBe(SequenceRelation.Detached);
        _replica.Prepare(Delta(5))();
        _replica.Detach();

        _replica.Compare(At(1)).ShouldBe(SequenceRelation.Detached);
        _replica.Apply(Step(5, 6)).ShouldBe(SequenceRelation.Detached);
        _sink.Calls.ShouldBe(["attach 5", "detach"]);
    }

    [Fact]
    public void Place_IsComparedWithWhatIsKnown()
    {
        _replica.Prepare(Delta(5))();

        _replica.Known.ShouldBe(5);
        _replica.Compare(At(4)).ShouldBe(SequenceRelation.Known);
        _replica.Compare(At(5)).ShouldBe(SequenceRelation.Known);
        _replica.Compare(At(6)).ShouldBe(SequenceRelation.Ahead);
        _replica.Compare(new Sequence(8, 5)).ShouldBe(SequenceRelation.Foreign);
    }

    [Fact]
    public void Step_IsAppliedWhereItFollows()
    {
        _replica.Prepare(Delta(5))();

        _replica.Apply(Step(5, 6)).ShouldBe(SequenceRelation.Known);
        _replica.Apply(Step(5, 6)).ShouldBe(SequenceRelation.Known, "it came twice");
        _replica.Apply(Step(7, 8)).ShouldBe(SequenceRelation.Ahead, "7 is missing");
        _replica.Apply(new SequenceStep(8, 6, 7, [])).ShouldBe(SequenceRelation.Foreign);

        _replica.Known.ShouldBe(6);
        _sink.Calls.ShouldBe(["attach 5", "apply 6 above 0: k6@6"]);
    }

    [Fact]
    public async Task Gap_IsFetchedOnce()
    {
        _replica.Prepare(Delta(5))();
        _answers.Enqueue(Delta(8, 0, 6, 7, 8));

        (await _replica.CatchUpAsync(At(8))).ShouldBe(SequenceRelation.Known);
        (await _replica.CatchUpAsync(At(7))).ShouldBe(SequenceRelation.Known);

        _asked.ShouldBe([5]);
        _sink.Calls[1..].ShouldBe(["apply 8 above 0: k6@6 k7@7 k8@8"]);
    }

    [Fact]
    public async Task FetchThatWasSentTooEarly_IsFollowedByAnother()
    {
        _replica.Prepare(Delta(5))();
        _answers.Enqueue(Delta(6, 0, 6));
        _answers.Enqueue(Delta(8, 7, 8));

        (await _replica.CatchUpAsync(At(8))).ShouldBe(SequenceRelation.Known);

        _asked.ShouldBe([5, 6]);
        _sink.Calls[1..].ShouldBe(["apply 6 above 0: k6@6", "apply 8 above 7: k8@8"]);
    }

    [Fact]
    public async Task PlaceThatTwoFetchesDoNotReach_IsForeign()
    {
        _replica.Prepare(Delta(5))();
        _answers.Enqueue(Delta(5));
        _answers.Enqueue(Delta(5));

        (await _replica.CatchUpAsync(At(8))).ShouldBe(SequenceRelation.Foreign);

        _asked.ShouldBe([5, 5]);
        _replica.Known.ShouldBe(5);
    }

    [Fact]
    public async Task FetchFromAnotherEpoch_IsNotAppliedAndDetaches()
    {
        _replica.Prepare(Delta(5))();
        _answers.Enqueue(new SequenceDelta(new Sequence(8, 9), 0, [new(InvalidationTarget.ForKey("x"), 9)]));

        (await _replica.CatchUpAsync(At(8))).ShouldBe(SequenceRelation.Detached);

        _replica.Compare(At(1)).ShouldBe(SequenceRelation.Detached);
        _sink.Calls.ShouldBe(["attach 5"]);
    }

    // A message lands between the comparison and the fetch: what is then read beyond the known number is nothing at all.
    [Fact]
    public async Task FetchThatBringsNothing_SaysNothingOfTheEpoch()
    {
        _replica.Prepare(Delta(5))();
        _answers.Enqueue(new SequenceDelta(default, 0, []));
        _answers.Enqueue(Delta(7, 0, 6, 7));

        (await _replica.CatchUpAsync(At(7))).ShouldBe(SequenceRelation.Known);

        _replica.Known.ShouldBe(7);
        _sink.Calls.ShouldBe(["attach 5", "apply 7 above 0: k6@6 k7@7"]);
    }

    // Readers who catch up, while messages bring the same steps: nothing may look like another epoch.
    [Fact]
    public async Task CatchingUpBesideMessages_NeverLosesTheEpoch()
    {
        const int Steps = 20_000;
        long latest = 5;
        async Task<SequenceDelta> Fetch(long known)
        {
            await Task.Yield();
            long end = Volatile.Read(ref latest);
            return end > known ? Delta(end) : new SequenceDelta(default, 0, []);
        }

        var replica = new SequenceReplica(new Sink(), Fetch);
        replica.Prepare(Delta(5))();
        Task messages = Task.Run(() =>
        {
            for (long number = 6; number <= Steps; number++)
            {
                Volatile.Write(ref latest, number);
                replica.Apply(Step(number - 1, number));
            }
        });
        Task[] readers =
        [
            .. Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        while (!messages.IsCompleted)
                        {
                            (await replica.CatchUpAsync(At(Volatile.Read(ref latest)))).ShouldBe(
                                SequenceRelation.Known
                            );
                        }
                    })
                ),
        ];

        await Task.WhenAll([messages, .. readers]);

        replica.Compare(At(1)).ShouldBe(SequenceRelation.Known);
    }

    [Fact]
    public void Interrupted_GoesOnWhereItWas()
    {
        _replica.CanResume(Epoch).ShouldBeFalse("nothing is known yet");
        _replica.Prepare(Delta(5))();
        _replica.Detach();

        _replica.CanResume(Epoch).ShouldBeTrue();
        _replica.CanResume(Epoch + 1).ShouldBeFalse("another epoch");
        _replica.LastKnown.ShouldBe(At(5));
        _replica.Resume(Delta(8, 0, 4, 5, 6, 8));

        _replica.Known.ShouldBe(8);
        _sink.Calls[1..].ShouldBe(["detach", "resume 5", "apply 8 above 0: k6@6 k8@8"]);
        _sink.CanResume = false;
        _replica.CanResume(Epoch).ShouldBeFalse("the sink cannot");
    }

    [Fact]
    public async Task FailedFetch_IsTheCallersAndTriedAnew()
    {
        _replica.Prepare(Delta(5))();
        await Should.ThrowAsync<TimeoutException>(async () => await _replica.CatchUpAsync(At(6)));
        _answers.Enqueue(Delta(6, 0, 6));

        (await _replica.CatchUpAsync(At(6))).ShouldBe(SequenceRelation.Known);
    }

    // While a fetch is on its way messages bring a part of what it will.
    [Fact]
    public async Task WhatMessagesBroughtMeanwhile_IsNotAppliedTwice()
    {
        var sink = new Sink();
        var fetched = new TaskCompletionSource<SequenceDelta>(TaskCreationOptions.RunContinuationsAsynchronously);
        int fetches = 0;
        var replica = new SequenceReplica(
            sink,
            _ =>
            {
                fetches++;
                return fetched.Task;
            }
        );
        replica.Prepare(Delta(5))();
        ValueTask<SequenceRelation> one = replica.CatchUpAsync(At(8));
        ValueTask<SequenceRelation> other = replica.CatchUpAsync(At(7));
        replica.Apply(Step(5, 6)).ShouldBe(SequenceRelation.Known);
        replica.Apply(Step(6, 7)).ShouldBe(SequenceRelation.Known);

        fetched.SetResult(Delta(8, 6, 6, 7, 8));

        (await one).ShouldBe(SequenceRelation.Known);
        (await other).ShouldBe(SequenceRelation.Known);
        fetches.ShouldBe(1, "both wait for the same");
        sink.Calls[1..].ShouldBe(["apply 6 above 0: k6@6", "apply 7 above 0: k7@7", "apply 8 above 0: k8@8"]);
    }

    private static Sequence At(long number) => new(Epoch, number);

    private static SequenceDelta Delta(long end, long floor = 0, params long[] numbers) =>
        new(At(end), floor, [.. numbers.Select(n => new NumberedInvalidation(InvalidationTarget.ForKey($"k{n}"), n))]);

    private static SequenceStep Step(long previous, long number) =>
        new(Epoch, previous, number, [InvalidationTarget.ForKey($"k{number}")]);

    private sealed class Sink : ISequenceSink
    {
        public List<string> Calls { get; } = [];

        public bool CanResume { get; set; } = true;

        public Action Prepare(SequenceDelta whole) => () => Calls.Add($"attach {whole.End.Number}");

        public void Resume(long known) => Calls.Add($"resume {known}");

        public void Apply(SequenceDelta delta) =>
            Calls.Add(
                $"apply {delta.End.Number} above {delta.Floor}: "
                    + string.Join(' ', delta.Invalidations.Select(item => $"{item.Invalidation.Text}@{item.Number}"))
            );

        public void Detach() => Calls.Add("detach");
    }
}
