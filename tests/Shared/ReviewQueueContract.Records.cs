using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Analytics;
using LearningStudio.Moderation.Review.Decisions;

namespace LearningStudio.Tests.Contracts;

public abstract partial class ReviewQueueContract
{
    [Fact]
    public async Task Undo_OpensTheItemAgainWithinTheWindow()
    {
        long id = await Queue.AddAsync(Request(Post, ReviewType.FlaggedPost, 3));
        await StepAsync((await ClaimAsync(Moderator))!, ReviewAction.Reject);
        Clock.Advance(Hour);
        var undo = new UndoRequest
        {
            ItemId = id,
            ModeratorId = Moderator,
            Window = Hour,
        };

        (await Queue.UndoAsync(undo with { ModeratorId = Colleague })).ShouldBe(ReviewOutcome.Conflict, "another's");
        (await Queue.UndoAsync(undo with { Window = Hour / 2 })).ShouldBe(ReviewOutcome.Conflict, "too old");
        (await Queue.UndoAsync(undo with { ModeratorId = 1, IsLead = true })).ShouldBe(ReviewOutcome.Refused);
        (await Queue.UndoAsync(undo with { ItemId = id + 100 })).ShouldBe(ReviewOutcome.NotFound);
        (await Queue.UndoAsync(undo)).ShouldBe(ReviewOutcome.Done);
        (await Queue.UndoAsync(undo)).ShouldBe(ReviewOutcome.Conflict, "it is open");

        ReviewItem item = (await Queue.FindAsync(id))!;
        (item.State, item.DecidedAt, item.DecidedBy).ShouldBe((ReviewState.Pending, null, null));
        (await ClaimAsync(Colleague))!.Lease.Fence.ShouldBe(2);
    }

    [Fact]
    public async Task Undo_ConflictsWithANewerItem()
    {
        long id = await Queue.AddAsync(Request(Post, ReviewType.FlaggedPost, 3));
        await StepAsync((await ClaimAsync(Moderator))!, ReviewAction.Reject);
        await Queue.AddAsync(Request(Post, ReviewType.FlaggedPost, 3));

        (
            await Queue.UndoAsync(
                new UndoRequest
                {
                    ItemId = id,
                    ModeratorId = Colleague,
                    Window = Hour,
                    IsLead = true,
                }
            )
        ).ShouldBe(ReviewOutcome.Conflict);

        (await Queue.FindAsync(id))!.State.ShouldBe(ReviewState.Rejected);
        (await Queue.CountPendingAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task UndoRacingWithASignal_LeavesOneOpenItem()
    {
        for (int round = 0; round < 30; round++)
        {
            ReviewRequest request = Request(Target(round), ReviewType.FlaggedPost, 3);
            long id = await Queue.AddAsync(request);
            await StepAsync((await ClaimAsync(Moderator))!, ReviewAction.Reject);
            var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Task<ReviewOutcome> undo = After(
                start,
                () =>
                    Queue.UndoAsync(
                        new UndoRequest
                        {
                            ItemId = id,
                            ModeratorId = Moderator,
                            Window = Hour,
                        }
                    )
            );
            Task<long>[] signals = [.. Enumerable.Range(0, 3).Select(_ => After(start, () => Queue.AddAsync(request)))];
            start.SetResult();

            long[] added = await Task.WhenAll(signals);

            added.Distinct().Count().ShouldBe(1);
            (await undo).ShouldBe(added[0] == id ? ReviewOutcome.Done : ReviewOutcome.Conflict);
            (await Queue.CountPendingAsync()).ShouldBe(1);
            await Queue.DecideAsync(Target(round), new ReviewDecision(true, Moderator));
        }
    }

    [Fact]
    public async Task BulkDecision_DecidesWhatTheFilterSelectsAndOthersDoNotHold()
    {
        ReviewRequest wave = Request(Post, ReviewType.SpamDetection, 2) with { ClusterId = 5 };
        long[] ids = new long[4];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = await Queue.AddAsync(wave with { Target = Target(i), ReportedUserId = i == 3 ? 9 : 1 });
        }

        long other = await Queue.AddAsync(wave with { Target = Target(9), ClusterId = 6 });
        await ClaimAsync(Colleague, ids[1]);
        await ClaimAsync(9, ids[2]);
        var bulk = new BulkDecision("k1", new ReviewFilter { ClusterId = 5 }, new ReviewDecision(false, 9))
        {
            Note = "wave",
        };

        BulkResult result = (await Queue.DecideManyAsync(bulk)).ShouldNotBeNull();

        ReviewOutcome[] outcomes =
        [
            ReviewOutcome.Done,
            ReviewOutcome.Conflict,
            ReviewOutcome.Done,
            ReviewOutcome.Refused,
        ];
        result.IsRepeat.ShouldBeFalse();
        result.Items.ShouldBe(ids.Zip(outcomes, (id, outcome) => new BulkItem(id, outcome)));
        (await Queue.FindAsync(other))!.State.ShouldBe(ReviewState.Pending);
        ReviewLogEntry entry = (await Queue.GetLogAsync(ids[0])).ShouldHaveSingleItem();
        (entry.Action, entry.ActorId, entry.BulkKey, entry.Note).ShouldBe((ReviewAction.Reject, 9, "k1", "wave"));
    }

    [Fact]
    public async Task BulkDecision_HappensOnceAKey()
    {
        long id = await Queue.AddAsync(Request(Post, ReviewType.SpamDetection, 2));
        var bulk = new BulkDecision("k1", new ReviewFilter { MaxPriority = 2 }, new ReviewDecision(false, 9));

        BulkResult?[] results = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => Queue.DecideManyAsync(bulk)))
        );
        await Queue.AddAsync(Request(Target(8), ReviewType.SpamDetection, 2));

        results.Count(result => result is { IsRepeat: false }).ShouldBe(1);
        results.ShouldAllBe(result => result!.Items.Single() == new BulkItem(id, ReviewOutcome.Done));
        (await Queue.DecideManyAsync(bulk))!.IsRepeat.ShouldBeTrue();
        (await Queue.CountPendingAsync()).ShouldBe(1, "what came later is another decision's");
        (await Queue.GetLogAsync(id)).Count.ShouldBe(1);
        (await Queue.DecideManyAsync(bulk with { Filter = new ReviewFilter { ReportedUserId = 1 } })).ShouldBeNull();
    }

    [Fact]
    public async Task List_PagesByPlaceWhileItemsComeAndGo()
    {
        var ids = new List<long>();
        for (int i = 0; i < 7; i++)
        {
            ids.Add(await Queue.AddAsync(Request(Target(i), ReviewType.FlaggedPost, 1 + (i % 2))));
            Clock.Advance(TimeSpan.FromMinutes(1));
        }

        ReviewPage first = await Queue.ListAsync(new ReviewFilter(), null, 3);
        await Queue.DecideAsync(Target(2), new ReviewDecision(true, 9));
        Clock.Advance(Hour * 200);
        ReviewPage second = await Queue.ListAsync(new ReviewFilter(), first.Next, 3);
        ReviewPage third = await Queue.ListAsync(new ReviewFilter(), second.Next, 3);

        first.Items.Select(item => item.Id).ShouldBe([ids[0], ids[2], ids[4]]);
        second.Items.Select(item => item.Id).ShouldBe([ids[6], ids[1], ids[3]]);
        third.Items.Select(item => item.Id).ShouldBe([ids[5]]);
        third.Next.ShouldBeNull();
        await Should.ThrowAsync<ArgumentException>(() => Queue.ListAsync(new ReviewFilter(), "x", 3));
    }

    [Fact]
    public async Task Filter_SelectsByEverythingGiven()
    {
        ReviewRequest request = Request(Post, ReviewType.FlaggedPost, 2);
        long id = await Queue.AddAsync(request with { ClusterId = 5, ReportedUserId = 2 });
        long other = await Queue.AddAsync(
            request with
            {
                Target = Target(8),
                Type = ReviewType.NewUserPost,
                Priority = 3,
            }
        );
        await Queue.ClaimAsync(
            new ClaimRequest
            {
                ModeratorId = Moderator,
                Lease = Lease,
                ItemId = other,
            }
        );

        ReviewFilter[] one =
        [
            new() { ReportedUserId = 2 },
            new() { Type = ReviewType.FlaggedPost },
            new() { MaxPriority = 2 },
            new() { ClusterId = 5, Stage = ReviewStage.Open },
        ];
        foreach (ReviewFilter filter in one)
        {
            (await Queue.ListAsync(filter, null, 10)).Items.ShouldHaveSingleItem().Id.ShouldBe(id);
        }

        (await Queue.ListAsync(new ReviewFilter { ClaimedBy = Moderator }, null, 10)).Items.Single().Id.ShouldBe(other);
        (await Queue.ListAsync(new ReviewFilter { ClusterId = 5, MaxPriority = 1 }, null, 10)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Log_TellsWhatWasDone()
    {
        long id = await Queue.AddAsync(Request(Post, ReviewType.FlaggedPost, 3));
        (await Queue.AddNoteAsync(id, Colleague, "Seen before.")).ShouldBeTrue();
        (await Queue.AddNoteAsync(id + 100, Colleague, "None.")).ShouldBeFalse();
        ReviewClaim claim = (await ClaimAsync(Moderator))!;
        Clock.Advance(TimeSpan.FromSeconds(90));
        await StepAsync(claim, ReviewAction.Reject, "spam");
        await Queue.UndoAsync(
            new UndoRequest
            {
                ItemId = id,
                ModeratorId = Colleague,
                Window = Hour,
                IsLead = true,
            }
        );
        await Queue.ReopenAsync(Post);

        IReadOnlyList<ReviewLogEntry> log = await Queue.GetLogAsync(id);

        log.Select(entry => (entry.Action, entry.ActorId, entry.State, entry.Fence, entry.Note, entry.SubjectId))
            .ShouldBe([
                (ReviewAction.Note, Colleague, ReviewState.Pending, 0, "Seen before.", null),
                (ReviewAction.Reject, Moderator, ReviewState.Rejected, 1, "spam", null),
                (ReviewAction.Undo, Colleague, ReviewState.Pending, 1, null, Moderator),
                (ReviewAction.Reopen, null, ReviewState.Superseded, 1, null, null),
            ]);
        log.Select(entry => entry.Handling).ShouldBe([null, TimeSpan.FromSeconds(90), null, null]);
        log.Select(entry => entry.Id).ShouldBeInOrder();
        log[1].At.ShouldBe(Clock.GetUtcNow());
    }

    [Fact]
    public async Task Statistics_CountTheQueue()
    {
        (await Queue.GetStatisticsAsync()).ShouldBe(new ReviewStatistics(0, 0, 0, 0, 0, 0, TimeSpan.Zero));
        await Queue.AddAsync(Request(Target(1), ReviewType.SpamDetection, 1) with { Deadline = Hour });
        Clock.Advance(Hour);
        for (int i = 2; i < 6; i++)
        {
            await Queue.AddAsync(Request(Target(i), ReviewType.FlaggedPost, 3));
        }

        await ClaimAsync(Moderator);
        await StepAsync((await ClaimAsync(Moderator))!, ReviewAction.Escalate);
        ReviewClaim asked = (await ClaimAsync(Moderator))!;
        await Queue.DecideAsync(
            new ReviewActionRequest
            {
                Lease = asked.Lease,
                Action = ReviewAction.AskForInfo,
                Note = null,
                Wait = Hour,
            }
        );
        await StepAsync((await ClaimAsync(Moderator))!, ReviewAction.Approve);

        (await Queue.GetStatisticsAsync()).ShouldBe(new ReviewStatistics(4, 1, 1, 1, 1, 1, Hour));
        Clock.Advance(Lease);
        (await Queue.GetStatisticsAsync()).Claimed.ShouldBe(0, "the lease ran out");
    }

    [Fact]
    public async Task CleanUp_DeletesWhatIsLongClosed()
    {
        long closed = await Queue.AddAsync(Request(Target(1), ReviewType.SpamDetection, 2) with { VoterId = 2 });
        long edited = await Queue.AddAsync(Request(Target(2), ReviewType.SpamDetection, 2));
        await Queue.DecideAsync(Target(1), new ReviewDecision(true, 9));
        await Queue.ReopenAsync(Target(2));
        Clock.Advance(Hour);
        long recent = await Queue.AddAsync(Request(Target(3), ReviewType.SpamDetection, 2));
        await Queue.DecideAsync(Target(3), new ReviewDecision(true, 9));
        DateTimeOffset now = Clock.GetUtcNow();

        (await Queue.CleanUpAsync(now, now - (Hour * 2))).ShouldBe(2);

        (await Queue.FindAsync(closed)).ShouldBeNull();
        (await Queue.FindAsync(edited)).ShouldBeNull();
        (await Queue.FindAsync(recent)).ShouldNotBeNull();
        (await Queue.CountPendingAsync()).ShouldBe(1);
        (await Queue.GetLogAsync(closed)).Count.ShouldBe(1, "the log lives longer");
        (await Queue.CleanUpAsync(now, now)).ShouldBe(0);
        (await Queue.GetLogAsync(closed)).ShouldBeEmpty();
        (await Queue.GetLogAsync(recent)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Recomputing_KeepsTheOrder()
    {
        long low = await Queue.AddAsync(Request(Target(1), ReviewType.EditedPost, 4));
        long high = await Queue.AddAsync(Request(Target(2), ReviewType.EditedPost, 3));
        await Queue.AddAsync(Request(Target(1), ReviewType.EditedPost, 2) with { VoterId = 2, VoteWeight = 1.5 });

        await Queue.RecomputeAsync();

        (await Queue.RecomputeAsync()).ShouldBe(0);
        (await Queue.ListAsync(new ReviewFilter(), null, 10)).Items.Select(item => item.Id).ShouldBe([low, high]);
        (await Queue.FindAsync(low))!.VoteWeight.ShouldBe(1.5);
    }

    private static async Task<T> After<T>(TaskCompletionSource start, Func<Task<T>> work)
    {
        await start.Task;
        return await Task.Run(work);
    }
}
