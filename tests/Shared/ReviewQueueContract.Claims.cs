using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Decisions;

namespace LearningStudio.Tests.Contracts;

public abstract partial class ReviewQueueContract
{
    private const long Moderator = 101;
    private const long Colleague = 102;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Claim_GivesAnItemToOneModeratorForAWhile()
    {
        long id = await Queue.AddAsync(Request(Post, ReviewType.FlaggedPost, 3));

        ReviewClaim claim = (await ClaimAsync(Moderator))!;

        (claim.Item.Id, claim.PreviousHolder, claim.Until).ShouldBe((id, null, Clock.GetUtcNow() + Lease));
        claim.Lease.ShouldBe(new ReviewLease(id, Moderator, 1));
        ReviewItem item = (await Queue.FindAsync(id))!;
        (item.ClaimedBy, item.Fence, item.AvailableAt).ShouldBe((Moderator, 1, claim.Until));
        (await ClaimAsync(Colleague)).ShouldBeNull();
        (await ClaimAsync(Moderator)).ShouldBeNull("it is claimed, not next");
    }

    [Fact]
    public async Task Claims_AreGivenByScoreAndOverdueOnesFirst()
    {
        long first = await Queue.AddAsync(Request(Target(1), ReviewType.EditedPost, 4));
        Clock.Advance(TimeSpan.FromHours(99));
        long late = await Queue.AddAsync(Request(Target(2), ReviewType.EditedPost, 4) with { Deadline = Hour });
        Clock.Advance(Hour);
        long spam = await Queue.AddAsync(Request(Target(3), ReviewType.SpamDetection, 1));
        long report = await Queue.AddAsync(Request(Target(4), ReviewType.FlaggedPost, 3));
        long voted = await Queue.AddAsync(Request(Target(5), ReviewType.FlaggedPost, 3) with { VoterId = 2 });

        IReadOnlyList<ReviewClaim> claims = await Queue.ClaimAsync(
            new ClaimRequest
            {
                ModeratorId = Moderator,
                Lease = Lease,
                Count = 10,
            }
        );

        claims.Select(claim => claim.Item.Id).ShouldBe([first, late, spam, voted, report]);
    }

    [Fact]
    public async Task EveryItem_ComesUpThoughMoreUrgentOnesKeepComing()
    {
        long old = await Queue.AddAsync(Request(Target(1000), ReviewType.EditedPost, 4));
        var claimed = new List<long>();
        for (int hour = 0; hour <= 100; hour++)
        {
            await Queue.AddAsync(Request(Target(hour), ReviewType.SpamDetection, 1) with { VoterId = 2 });
            claimed.Add((await ClaimAsync(Moderator))!.Item.Id);
            Clock.Advance(Hour);
        }

        claimed.ShouldNotContain(old);
        (await ClaimAsync(Colleague))!.Item.Id.ShouldNotBe(0);
        (
            await Queue.ClaimAsync(
                new ClaimRequest
                {
                    ModeratorId = Colleague,
                    Lease = Lease,
                    Count = 100,
                }
            )
        ).ShouldContain(claim => claim.Item.Id == old);
    }

    [Fact]
    public async Task ExpiredLease_IsTakenOverAndTheLateDecisionConflicts()
    {
        long id = await Queue.AddAsync(Request(Post, ReviewType.FlaggedPost, 3));
        ReviewClaim slow = (await ClaimAsync(Moderator))!;
        Clock.Advance(Lease - TimeSpan.FromMilliseconds(1));
        (await ClaimAsync(Colleague)).ShouldBeNull();
        Clock.Advance(TimeSpan.FromMilliseconds(1));

        ReviewClaim taken = (await ClaimAsync(Colleague))!;

        (taken.Item.Id, taken.PreviousHolder, taken.Lease.Fence).ShouldBe((id, Moderator, 2));
        (await StepAsync(slow, ReviewAction.Reject)).ShouldBe(ReviewOutcome.Conflict);
        (await Queue.RenewAsync(slow.Lease, Lease)).ShouldBeFalse();
        (await Queue.ReleaseAsync(slow.Lease)).ShouldBeFalse();
        (await StepAsync(taken, ReviewAction.Approve)).ShouldBe(ReviewOutcome.Done);
        (await StepAsync(slow, ReviewAction.Reject)).ShouldBe(ReviewOutcome.Conflict);
        (await StepAsync(taken, ReviewAction.Reject)).ShouldBe(ReviewOutcome.Conflict, "it is decided");
        ReviewItem item = (await Queue.FindAsync(id))!;
        (item.State, item.DecidedBy, item.ClaimedBy).ShouldBe((ReviewState.Approved, Colleague, null));
    }

    [Fact]
    public async Task ExpiredLeaseThatNobodyTook_StillDecides()
    {
        await Queue.AddAsync(Request(Post, ReviewType.FlaggedPost, 3));
        ReviewClaim claim = (await ClaimAsync(Moderator))!;
        Clock.Advance(Lease * 2);

        (await StepAsync(claim, ReviewAction.Approve)).ShouldBe(ReviewOutcome.Done);
    }

    [Fact]
    public async Task RenewedLease_HoldsLonger()
    {
        await Queue.AddAsync(Request(Post, ReviewType.FlaggedPost, 3));
        ReviewClaim claim = (await ClaimAsync(Moderator))!;
        Clock.Advance(Lease / 2);

        (await Queue.RenewAsync(claim.Lease, Lease)).ShouldBeTrue();

        Clock.Advance(Lease / 2);
        (await ClaimAsync(Colleague)).ShouldBeNull();
        Clock.Advance(Lease / 2);
        (await ClaimAsync(Colleague)).ShouldNotBeNull();
    }

    [Fact]
    public async Task ReleasedItem_IsNextAgain()
    {
        await Queue.AddAsync(Request(Post, ReviewType.FlaggedPost, 3));
        ReviewClaim claim = (await ClaimAsync(Moderator))!;

        (await Queue.ReleaseAsync(claim.Lease)).ShouldBeTrue();

        ReviewClaim again = (await ClaimAsync(Colleague))!;
        (again.Lease.Fence, again.PreviousHolder).ShouldBe((2, null));
        (await Queue.ReleaseAsync(claim.Lease)).ShouldBeFalse();
    }

    [Fact]
    public async Task OwnItem_IsNeverGiven()
    {
        long own = await Queue.AddAsync(Request(Post, ReviewType.FlaggedPost, 3) with { ReportedUserId = 3 });

        (await ClaimAsync(3)).ShouldBeNull();
        (
            await Queue.ClaimAsync(
                new ClaimRequest
                {
                    ModeratorId = 3,
                    Lease = Lease,
                    ItemId = own,
                    IsLead = true,
                }
            )
        ).ShouldBeEmpty();
        (await ClaimAsync(Moderator)).ShouldNotBeNull();
    }

    [Fact]
    public async Task ItemById_IsGivenUnlessAnotherHoldsIt()
    {
        await Queue.AddAsync(Request(Target(1), ReviewType.SpamDetection, 1));
        long id = await Queue.AddAsync(Request(Target(2), ReviewType.EditedPost, 4));
        var mine = new ClaimRequest
        {
            ModeratorId = Moderator,
            Lease = Lease,
            ItemId = id,
        };

        ReviewClaim claim = (await Queue.ClaimAsync(mine)).ShouldHaveSingleItem();

        claim.Item.Id.ShouldBe(id);
        (await Queue.ClaimAsync(mine with { ModeratorId = Colleague })).ShouldBeEmpty();
        ReviewClaim again = (await Queue.ClaimAsync(mine)).ShouldHaveSingleItem();
        (again.Lease.Fence, again.PreviousHolder).ShouldBe((2, null));
        (await StepAsync(claim, ReviewAction.Approve)).ShouldBe(ReviewOutcome.Conflict, "the newer claim holds");
        (await StepAsync(again, ReviewAction.Approve)).ShouldBe(ReviewOutcome.Done);
        (await Queue.ClaimAsync(mine)).ShouldBeEmpty();
        (await Queue.ClaimAsync(mine with { ItemId = id + 100 })).ShouldBeEmpty();
    }

    [Fact]
    public async Task SkippedItem_IsLeftToOthers()
    {
        long id = await Queue.AddAsync(Request(Target(1), ReviewType.SpamDetection, 1));
        long other = await Queue.AddAsync(Request(Target(2), ReviewType.EditedPost, 4));

        (await StepAsync((await ClaimAsync(Moderator))!, ReviewAction.Skip)).ShouldBe(ReviewOutcome.Done);

        (await ClaimAsync(Moderator))!.Item.Id.ShouldBe(other);
        (await ClaimAsync(Moderator)).ShouldBeNull();
        (
            await Queue.ClaimAsync(
                new ClaimRequest
                {
                    ModeratorId = Moderator,
                    Lease = Lease,
                    ItemId = id,
                }
            )
        ).Count.ShouldBe(1);
        Clock.Advance(Lease);
        (await ClaimAsync(Colleague))!.Item.Id.ShouldBe(id);
    }

    [Fact]
    public async Task EscalatedItem_IsForLeads()
    {
        long id = await Queue.AddAsync(Request(Post, ReviewType.FlaggedPost, 3));
        ReviewClaim claim = (await ClaimAsync(Moderator))!;

        (await StepAsync(claim, ReviewAction.Escalate)).ShouldBe(ReviewOutcome.Done);

        (await StepAsync(claim, ReviewAction.Approve)).ShouldBe(ReviewOutcome.Conflict);
        (await ClaimAsync(Colleague)).ShouldBeNull();
        (
            await Queue.ClaimAsync(
                new ClaimRequest
                {
                    ModeratorId = Colleague,
                    Lease = Lease,
                    ItemId = id,
                }
            )
        ).ShouldBeEmpty();
        ReviewClaim lead = (
            await Queue.ClaimAsync(
                new ClaimRequest
                {
                    ModeratorId = Colleague,
                    Lease = Lease,
                    IsLead = true,
                }
            )
        ).Single();
        (lead.Item.Stage, lead.Item.State).ShouldBe((ReviewStage.Escalated, ReviewState.Pending));
        (await StepAsync(lead, ReviewAction.Reject)).ShouldBe(ReviewOutcome.Done);
    }

    [Theory]
    [InlineData("signal")]
    [InlineData("time")]
    [InlineData("edit")]
    public async Task ItemThatWaitsForInformation_ComesBack(string with)
    {
        ReviewRequest report = Request(Post, ReviewType.FlaggedPost, 3);
        await Queue.AddAsync(report);
        ReviewClaim claim = (await ClaimAsync(Moderator))!;

        await Queue.DecideAsync(
            new ReviewActionRequest
            {
                Lease = claim.Lease,
                Action = ReviewAction.AskForInfo,
                Note = "Which link?",
                Wait = Hour,
            }
        );

        (await ClaimAsync(Colleague)).ShouldBeNull();
        (await Queue.ListAsync(new ReviewFilter { Stage = ReviewStage.Waiting }, null, 10)).Items.Count.ShouldBe(1);
        await (
            with switch
            {
                "signal" => Queue.AddAsync(report),
                "edit" => Queue.ReopenAsync(Post),
                _ => Task.CompletedTask,
            }
        );
        Clock.Advance(with == "time" ? Hour : TimeSpan.Zero);
        (await ClaimAsync(Colleague)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Edit_MakesTheHoldersDecisionConflict()
    {
        await Queue.AddAsync(Request(Post, ReviewType.FlaggedPost, 3));
        ReviewClaim claim = (await ClaimAsync(Moderator))!;

        await Queue.ReopenAsync(Post);

        (await StepAsync(claim, ReviewAction.Approve)).ShouldBe(ReviewOutcome.Conflict);
        (await Queue.RenewAsync(claim.Lease, Lease)).ShouldBeFalse();
        ReviewClaim fresh = (await ClaimAsync(Colleague))!;
        (fresh.Item.Id == claim.Item.Id, fresh.PreviousHolder).ShouldBe((false, null));
        (await StepAsync(fresh, ReviewAction.Approve)).ShouldBe(ReviewOutcome.Done);
    }

    [Fact]
    public async Task DecisionAboutTheTarget_ClosesWhatAnotherHolds()
    {
        await Queue.AddAsync(Request(Post, ReviewType.FlaggedPost, 3));
        ReviewClaim claim = (await ClaimAsync(Moderator))!;

        (await Queue.DecideAsync(Post, new ReviewDecision(true, Colleague))).ShouldBe(1);

        (await StepAsync(claim, ReviewAction.Reject)).ShouldBe(ReviewOutcome.Conflict);
        (await Queue.FindAsync(claim.Item.Id))!.State.ShouldBe(ReviewState.Approved);
    }

    [Fact]
    public async Task UnknownItemOrAction_IsTold()
    {
        await Queue.AddAsync(Request(Post, ReviewType.FlaggedPost, 3));
        ReviewClaim claim = (await ClaimAsync(Moderator))!;
        var unknown = new ReviewLease(claim.Item.Id + 100, Moderator, 1);

        (await Queue.DecideAsync(new ReviewActionRequest { Lease = unknown, Action = ReviewAction.Approve })).ShouldBe(
            ReviewOutcome.NotFound
        );
        (await Queue.RenewAsync(unknown, Lease)).ShouldBeFalse();
        await Should.ThrowAsync<ArgumentException>(() => StepAsync(claim, ReviewAction.Undo));
    }

    private async Task<ReviewClaim?> ClaimAsync(long moderatorId) =>
        (await Queue.ClaimAsync(new ClaimRequest { ModeratorId = moderatorId, Lease = Lease })).SingleOrDefault();

    private async Task<ReviewClaim?> ClaimAsync(long moderatorId, long itemId)
    {
        var request = new ClaimRequest
        {
            ModeratorId = moderatorId,
            Lease = Lease,
            ItemId = itemId,
        };
        return (await Queue.ClaimAsync(request)).SingleOrDefault();
    }

    private Task<ReviewOutcome> StepAsync(ReviewClaim claim, ReviewAction action, string? note = null) =>
        Queue.DecideAsync(
            new ReviewActionRequest
            {
                Lease = claim.Lease,
                Action = action,
                Note = note,
            }
        );
}
