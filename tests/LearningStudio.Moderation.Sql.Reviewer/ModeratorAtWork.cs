using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Decisions;

namespace LearningStudio.Moderation.Sql.Reviewer;

/// <summary>A moderator who approves whatever comes, until nothing is open.</summary>
public sealed class ModeratorAtWork(IReviewQueue queue, long id)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public async Task WorkAsync()
    {
        while (await queue.CountPendingAsync() > 0)
        {
            IReadOnlyList<ReviewClaim> claimed = await queue.ClaimAsync(
                new ClaimRequest
                {
                    ModeratorId = id,
                    Lease = Lease,
                    Count = 10,
                }
            );
            foreach (ReviewClaim claim in claimed)
            {
                await ApproveAsync(claim);
            }

            if (claimed.Count == 0)
            {
                // What is open is held by others, or by one who is gone.
                await Task.Delay(Pause, TimeProvider.System);
            }
        }
    }

    private async Task ApproveAsync(ReviewClaim claim)
    {
        var approve = new ReviewActionRequest { Lease = claim.Lease, Action = ReviewAction.Approve };
        if (await queue.DecideAsync(approve) == ReviewOutcome.Done)
        {
            await Console.Out.WriteLineAsync($"{claim.Item.Id} {id}");
        }
    }
}
