using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Decisions;

namespace LearningStudio.Tests.Contracts;

public abstract partial class ReviewQueueContract
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Undo_OpensAllThatTheDecisionClosed(int undone)
    {
        long first = await Queue.AddAsync(Request(Post, ReviewType.EditedPost, 3));
        await Queue.DecideAsync(Post, new ReviewDecision(false, Moderator));
        long[] ids =
        [
            await Queue.AddAsync(Request(Post, ReviewType.FlaggedPost, 3)),
            await Queue.AddAsync(Request(Post, ReviewType.SpamDetection, 3)),
        ];
        await StepAsync((await ClaimAsync(Moderator))!, ReviewAction.Reject);
        long decided = (await Queue.FindAsync(ids[0]))!.State == ReviewState.Rejected ? ids[0] : ids[1];
        await Queue.DecideAsync(Post, new ReviewDecision(false, Moderator) { DecisionId = decided });
        (await Queue.CountPendingAsync()).ShouldBe(0);

        (
            await Queue.UndoAsync(
                new UndoRequest
                {
                    ItemId = ids[undone],
                    ModeratorId = Moderator,
                    Window = Hour,
                }
            )
        ).ShouldBe(ReviewOutcome.Done);

        foreach (long id in ids)
        {
            (await Queue.FindAsync(id))!.State.ShouldBe(ReviewState.Pending);
            (await Queue.GetLogAsync(id))[^1].Action.ShouldBe(ReviewAction.Undo);
        }

        (await Queue.FindAsync(first))!.State.ShouldBe(ReviewState.Rejected, "another decision's");
    }

    [Fact]
    public async Task Undo_LeavesAnItemClosedInWhosePlaceANewOneIsOpen()
    {
        long[] ids =
        [
            await Queue.AddAsync(Request(Post, ReviewType.FlaggedPost, 3)),
            await Queue.AddAsync(Request(Post, ReviewType.SpamDetection, 3)),
        ];
        await Queue.DecideAsync(Post, new ReviewDecision(false, Moderator));
        await Queue.AddAsync(Request(Post, ReviewType.SpamDetection, 3));

        (
            await Queue.UndoAsync(
                new UndoRequest
                {
                    ItemId = ids[0],
                    ModeratorId = Moderator,
                    Window = Hour,
                }
            )
        ).ShouldBe(ReviewOutcome.Done);

        (await Queue.FindAsync(ids[0]))!.State.ShouldBe(ReviewState.Pending);
        (await Queue.FindAsync(ids[1]))!.State.ShouldBe(ReviewState.Rejected);
        (await Queue.CountPendingAsync()).ShouldBe(2);
    }

    [Theory]
    [InlineData(ReviewAction.Escalate, false, ReviewOutcome.Conflict)]
    [InlineData(ReviewAction.Escalate, true, ReviewOutcome.Done)]
    [InlineData(ReviewAction.AskForInfo, false, ReviewOutcome.Conflict)]
    [InlineData(ReviewAction.AskForInfo, true, ReviewOutcome.Done)]
    [InlineData(ReviewAction.Skip, false, ReviewOutcome.Done)]
    public async Task BulkDecision_LeavesToLeadsWhatIsTheirs(ReviewAction action, bool isLead, ReviewOutcome expected)
    {
        long id = await Queue.AddAsync(Request(Post, ReviewType.FlaggedPost, 3));
        await Queue.DecideAsync(
            new ReviewActionRequest
            {
                Lease = (await ClaimAsync(Colleague))!.Lease,
                Action = action,
                Wait = Hour,
            }
        );
        BulkDecision bulk = Bulk(ReviewType.FlaggedPost, isLead);

        BulkResult result = (await Queue.DecideManyAsync(bulk)).ShouldNotBeNull();

        result.Items.ShouldBe([new BulkItem(id, expected)]);
        (await Queue.FindAsync(id))!.State.ShouldBe(
            expected == ReviewOutcome.Done ? ReviewState.Rejected : ReviewState.Pending
        );
    }

    [Theory]
    [InlineData(false, false, ReviewOutcome.Conflict)]
    [InlineData(false, true, ReviewOutcome.Conflict)]
    [InlineData(true, false, ReviewOutcome.Conflict)]
    [InlineData(true, true, ReviewOutcome.Done)]
    public async Task BulkDecision_SparesATargetOfWhichAnItemIsAnothers(
        bool isEscalated,
        bool isLead,
        ReviewOutcome expected
    )
    {
        long other = await Queue.AddAsync(Request(Post, ReviewType.SpamDetection, 1));
        ReviewClaim claim = (await ClaimAsync(Colleague))!;
        claim.Item.Id.ShouldBe(other);
        if (isEscalated)
        {
            await StepAsync(claim, ReviewAction.Escalate);
        }

        long id = await Queue.AddAsync(Request(Post, ReviewType.FlaggedPost, 3));
        long free = await Queue.AddAsync(Request(Target(8), ReviewType.FlaggedPost, 3));

        BulkResult result = (await Queue.DecideManyAsync(Bulk(ReviewType.FlaggedPost, isLead))).ShouldNotBeNull();

        result.Items.ShouldBe([new BulkItem(id, expected), new BulkItem(free, ReviewOutcome.Done)]);
        (await Queue.FindAsync(other))!.State.ShouldBe(ReviewState.Pending);
    }

    [Fact]
    public async Task BulkDecision_IsUndoneTargetByTarget()
    {
        long[] ids =
        [
            await Queue.AddAsync(Request(Post, ReviewType.FlaggedPost, 2)),
            await Queue.AddAsync(Request(Post, ReviewType.SpamDetection, 2)),
            await Queue.AddAsync(Request(Target(8), ReviewType.FlaggedPost, 2)),
        ];
        var filter = new ReviewFilter { MaxPriority = 2 };
        await Queue.DecideManyAsync(new BulkDecision("k", filter, new ReviewDecision(false, Moderator)));

        await Queue.UndoAsync(
            new UndoRequest
            {
                ItemId = ids[1],
                ModeratorId = Moderator,
                Window = Hour,
            }
        );

        ReviewState[] states = new ReviewState[ids.Length];
        for (int i = 0; i < ids.Length; i++)
        {
            states[i] = (await Queue.FindAsync(ids[i]))!.State;
        }

        states.ShouldBe([ReviewState.Pending, ReviewState.Pending, ReviewState.Rejected]);
    }

    [Theory]
    [InlineData(false, false, ReviewState.Pending)]
    [InlineData(false, true, ReviewState.Rejected)]
    [InlineData(true, false, ReviewState.Pending)]
    [InlineData(true, true, ReviewState.Rejected)]
    public async Task Decision_LeavesToLeadsWhatIsEscalated(bool spares, bool isLead, ReviewState expected)
    {
        long id = await Queue.AddAsync(Request(Post, ReviewType.SpamDetection, 1));
        await StepAsync((await ClaimAsync(Colleague))!, ReviewAction.Escalate);
        long other = await Queue.AddAsync(Request(Post, ReviewType.FlaggedPost, 3));

        int decided = await Queue.DecideAsync(
            Post,
            new ReviewDecision(false, Moderator) { IsLead = isLead, SparesHeld = spares }
        );

        decided.ShouldBe(isLead ? 2 : 1);
        (await Queue.FindAsync(id))!.State.ShouldBe(expected);
        (await Queue.FindAsync(other))!.State.ShouldBe(ReviewState.Rejected);
    }

    [Theory]
    [InlineData(false, false, ReviewState.Rejected)]
    [InlineData(true, false, ReviewState.Pending)]
    [InlineData(true, true, ReviewState.Rejected)]
    public async Task Decision_SparesWhatAnotherHoldsWhereItSaysSo(bool spares, bool ranOut, ReviewState expected)
    {
        long id = await Queue.AddAsync(Request(Post, ReviewType.SpamDetection, 1));
        await ClaimAsync(Colleague);
        Clock.Advance(ranOut ? Lease : TimeSpan.Zero);

        await Queue.DecideAsync(Post, new ReviewDecision(false, Moderator) { IsLead = true, SparesHeld = spares });

        (await Queue.FindAsync(id))!.State.ShouldBe(expected);
    }

    private static BulkDecision Bulk(ReviewType type, bool isLead = false) =>
        new("k", new ReviewFilter { Type = type }, new ReviewDecision(false, Moderator) { IsLead = isLead });
}
