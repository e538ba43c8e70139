namespace LearningStudio.Repositories.Reviewer;

/// <summary>A moderator who approves whatever comes, until nothing is pending.</summary>
public sealed class ModeratorAtWork(IReviewQueueRepository queue, long id)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public async Task WorkAsync()
    {
        while (await queue.CountPendingAsync() > 0)
        {
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            IReadOnlyList<QueueEntry> claimed = await queue.ClaimAsync(new QueueClaim(id, now, now + Lease, 10));
            foreach (QueueEntry entry in claimed)
            {
                await ApproveAsync(entry);
            }

            if (claimed.Count == 0)
            {
                // What is pending is held by others, or by one who is gone.
                await Task.Delay(Pause, TimeProvider.System);
            }
        }
    }

    private async Task ApproveAsync(QueueEntry entry)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        var lease = new QueueLease(entry.Id, id, entry.Fence);
        QueueOutcome outcome = await queue.StepAsync(new QueueStep(lease, "approve", "approved", null, now, now));
        if (outcome == QueueOutcome.Done)
        {
            await Console.Out.WriteLineAsync($"{entry.Id} {id}");
        }
    }
}
