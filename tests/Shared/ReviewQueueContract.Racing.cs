using System.Collections.Concurrent;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Analytics;
using LearningStudio.Moderation.Review.Decisions;

namespace LearningStudio.Tests.Contracts;

public abstract partial class ReviewQueueContract
{
    private const int Moderators = 16;
    private const int Items = 10_000;

    private int _atWork;

    /// <summary>Fills the queue with items of targets 1 to <see cref="Items"/>.</summary>
    protected virtual async Task FillAsync(int items)
    {
        for (int i = 1; i <= items; i++)
        {
            await Queue.AddAsync(Request(Target(i), ReviewType.FlaggedPost, 1 + (i % 4)));
        }
    }

    [Fact]
    public async Task SixteenModerators_DecideEveryItemOnce()
    {
        await FillAsync(Items);
        var decided = new ConcurrentBag<long>();
        var abandoned = new ConcurrentBag<ReviewClaim>();
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<bool>[] moderators =
        [
            .. Enumerable.Range(1, Moderators).Select(n => After(start, () => WorkAsync(1000 + n, decided, abandoned))),
        ];
        start.SetResult();

        await Task.WhenAll(moderators);

        decided.Count.ShouldBe(Items);
        decided.Distinct().Count().ShouldBe(Items);
        abandoned.ShouldNotBeEmpty();
        foreach (ReviewClaim late in abandoned)
        {
            (await StepAsync(late, ReviewAction.Reject)).ShouldBe(ReviewOutcome.Conflict);
        }

        (await Queue.CountPendingAsync()).ShouldBe(0);
        ReviewPeriodStats stats = await Queue.GetPeriodStatsAsync(Clock.Start);
        stats.Moderators.Sum(moderator => moderator.Decided).ShouldBe(Items);
        stats.Days.Sum(day => day.Approved).ShouldBe(Items);
    }

    // Each walks away from one claim in fifty, and lets the time run out when there is nothing left to claim and nobody is
    // at work: whoever advanced it while others decide would take their items, and they those of the next, for ever.
    private async Task<bool> WorkAsync(long id, ConcurrentBag<long> decided, ConcurrentBag<ReviewClaim> abandoned)
    {
        var random = new Random((int)id);
        while (decided.Count < Items)
        {
            IReadOnlyList<ReviewClaim> claims = await Queue.ClaimAsync(
                new ClaimRequest
                {
                    ModeratorId = id,
                    Lease = Lease,
                    Count = 5,
                }
            );
            if (claims.Count == 0)
            {
                if (Volatile.Read(ref _atWork) == 0)
                {
                    Clock.Advance(Lease);
                }

                await Task.Yield();
                continue;
            }

            Interlocked.Increment(ref _atWork);
            foreach (ReviewClaim claim in claims)
            {
                if (random.Next(50) == 0)
                {
                    abandoned.Add(claim);
                }
                else if (await StepAsync(claim, ReviewAction.Approve) == ReviewOutcome.Done)
                {
                    decided.Add(claim.Item.Id);
                }
            }

            Interlocked.Decrement(ref _atWork);
        }

        return true;
    }
}
