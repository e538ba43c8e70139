using LearningStudio.Moderation.Review.Decisions;

namespace LearningStudio.Moderation.Review.InMemory;

// Threads: only under the lock of its queue.
/// <summary>An item in memory, with what is not shown of it.</summary>
internal sealed class StoredReview(ReviewItem item)
{
    public ReviewItem Item { get; set; } = item;

    public Dictionary<long, DateTimeOffset> Voters { get; init; } = [];

    public HashSet<string> Codes { get; init; } = new(StringComparer.Ordinal);

    public HashSet<long> SkippedBy { get; } = [];

    public DateTimeOffset? ClaimedAt { get; private set; }

    /// <summary>The item whose decision closed it; null while it is open.</summary>
    public long? DecisionId { get; set; }

    public void Merge(ReviewRequest request, DateTimeOffset now)
    {
        bool isNewVote = request.VoterId is { } voter && Voters.TryAdd(voter, now);
        bool waited = Item is { Stage: ReviewStage.Waiting };
        DateTimeOffset dueAt = now + (request.Deadline ?? ReviewPriority.MaxDeadline);
        Codes.UnionWith(request.Codes);
        Item = Item with
        {
            Priority = Math.Min(Item.Priority, request.Priority),
            Reasons = request.Reasons.Count > 0 ? request.Reasons : Item.Reasons,
            SpamScore = request.SpamScore ?? Item.SpamScore,
            Votes = Item.Votes + (isNewVote ? 1 : 0),
            VoteWeight = Item.VoteWeight + (isNewVote ? request.VoteWeight : 0),
            ClusterId = request.ClusterId ?? Item.ClusterId,
            DueAt = dueAt < Item.DueAt ? dueAt : Item.DueAt,
            Stage = waited ? ReviewStage.Open : Item.Stage,
            AvailableAt = waited && Item.ClaimedBy is null ? now : Item.AvailableAt,
        };
    }

    /// <summary>Whether it is to be given to a moderator who asked for the next ones.</summary>
    public bool IsFor(ClaimRequest request, DateTimeOffset now) =>
        Item.AvailableAt <= now && MayBeOf(request) && !SkippedBy.Contains(request.ModeratorId);

    /// <summary>Whether it can be given to a moderator who asked for this very item.</summary>
    public bool IsFreeFor(ClaimRequest request, DateTimeOffset now) =>
        MayBeOf(request)
        && (Item.ClaimedBy is null || Item.ClaimedBy == request.ModeratorId || Item.AvailableAt <= now);

    /// <summary>Its turn among all that are claimed next: leases that ran out, overdue ones, the others.</summary>
    public (int Group, long Order, long Id) Turn(DateTimeOffset now) =>
        Item.ClaimedBy is not null ? (0, Item.AvailableAt.UtcTicks, Item.Id)
        : Item.DueAt <= now ? (1, Item.DueAt.UtcTicks, Item.Id)
        : (2, -ReviewPriority.SortKey(Item), Item.Id);

    public ReviewClaim Claim(ClaimRequest request, DateTimeOffset now)
    {
        long? from = Item.ClaimedBy == request.ModeratorId ? null : Item.ClaimedBy;
        ClaimedAt = now;
        Item = Item with { Fence = Item.Fence + 1, ClaimedBy = request.ModeratorId, AvailableAt = now + request.Lease };
        var lease = new ReviewLease(Item.Id, request.ModeratorId, Item.Fence) { IsLead = request.IsLead };
        return new ReviewClaim(Item, lease, Item.AvailableAt, from);
    }

    public bool IsHeldBy(ReviewLease lease) =>
        Item.State == ReviewState.Pending && Item.Fence == lease.Fence && Item.ClaimedBy == lease.ModeratorId;

    /// <summary>Leaves it to others, from a moment on.</summary>
    public void Leave(ReviewStage stage, DateTimeOffset availableAt) =>
        Item = Item with { Stage = stage, ClaimedBy = null, AvailableAt = availableAt };

    public void Close(ReviewDecision decision, DateTimeOffset now) =>
        Item = Item with
        {
            State = decision.IsApproved ? ReviewState.Approved : ReviewState.Rejected,
            DecidedAt = now,
            DecidedBy = decision.ModeratorId,
            ClaimedBy = null,
        };

    /// <summary>Whether it keeps its target from a decision about many.</summary>
    public bool Blocks(BulkDecision bulk, DateTimeOffset now) =>
        IsOfAnother(bulk.Decision.ModeratorId, now)
        || (!bulk.Decision.IsLead && (Item.Stage == ReviewStage.Escalated || IsWaiting(now)));

    /// <summary>Whether a decision about its target closes it.</summary>
    public bool IsClosedBy(ReviewDecision decision, DateTimeOffset now) =>
        (decision.IsLead || Item.Stage != ReviewStage.Escalated)
        && !(decision.SparesHeld && IsOfAnother(decision.ModeratorId, now));

    private bool IsOfAnother(long moderatorId, DateTimeOffset now) =>
        Item.ClaimedBy is { } holder && holder != moderatorId && Item.AvailableAt > now;

    private bool IsWaiting(DateTimeOffset now) => Item.Stage == ReviewStage.Waiting && Item.AvailableAt > now;

    private bool MayBeOf(ClaimRequest request) =>
        Item.State == ReviewState.Pending && Item.ReportedUserId != request.ModeratorId;
}
