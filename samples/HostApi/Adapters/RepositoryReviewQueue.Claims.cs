using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Decisions;
using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Adapters;

internal sealed partial class RepositoryReviewQueue
{
    public async Task<IReadOnlyList<ReviewClaim>> ClaimAsync(
        ClaimRequest request,
        CancellationToken cancellationToken = default
    )
    {
        DateTimeOffset now = time.GetUtcNow();
        var claim = new QueueClaim(
            request.ModeratorId,
            now,
            now + request.Lease,
            request.Count,
            request.ItemId,
            request.IsLead
        );
        return
        [
            .. (await queue.ClaimAsync(claim, cancellationToken)).Select(entry => new ReviewClaim(
                Item(entry),
                new ReviewLease(entry.Id, request.ModeratorId, entry.Fence) { IsLead = request.IsLead },
                entry.AvailableAt,
                entry.TakenFrom
            )),
        ];
    }

    public Task<bool> RenewAsync(ReviewLease lease, TimeSpan duration, CancellationToken cancellationToken = default) =>
        queue.RenewAsync(Lease(lease), time.GetUtcNow() + duration, cancellationToken);

    public Task<bool> ReleaseAsync(ReviewLease lease, CancellationToken cancellationToken = default) =>
        queue.ReleaseAsync(Lease(lease), time.GetUtcNow(), cancellationToken);

    public async Task<ReviewOutcome> DecideAsync(
        ReviewActionRequest action,
        CancellationToken cancellationToken = default
    )
    {
        DateTimeOffset now = time.GetUtcNow();
        (ReviewState state, ReviewStage? stage) = action.Action switch
        {
            ReviewAction.Approve => (ReviewState.Approved, (ReviewStage?)null),
            ReviewAction.Reject => (ReviewState.Rejected, null),
            ReviewAction.Escalate => (ReviewState.Pending, ReviewStage.Escalated),
            ReviewAction.AskForInfo => (ReviewState.Pending, ReviewStage.Waiting),
            ReviewAction.Skip => (ReviewState.Pending, null),
            _ => throw new ArgumentException($"A holder cannot {action.Action} an item.", nameof(action)),
        };
        var step = new QueueStep(
            Lease(action.Lease),
            Text(action.Action),
            Text(state),
            stage is { } waits ? Text(waits) : null,
            now,
            now + (stage == ReviewStage.Waiting ? action.Wait : TimeSpan.Zero),
            action.Note
        )
        {
            IsLead = action.Lease.IsLead,
        };
        return Outcome(await queue.StepAsync(step, cancellationToken));
    }

    public Task<int> DecideAsync(
        ReviewTarget target,
        ReviewDecision decision,
        CancellationToken cancellationToken = default
    ) => queue.DecideAsync(Text(target.Kind), target.Id, Decision(decision), cancellationToken);

    public async Task<BulkResult> DecideManyAsync(BulkDecision decision, CancellationToken cancellationToken = default)
    {
        var bulk = new QueueBulk(
            decision.Key,
            decision.Fingerprint,
            Filter(decision.Filter),
            Text(decision.Decision.IsApproved ? ReviewAction.Approve : ReviewAction.Reject),
            Decision(decision.Decision),
            decision.Note
        );
        QueueBulkResult result = await queue.DecideManyAsync(bulk, cancellationToken);
        return new BulkResult(
            [.. result.Outcomes.Select(pair => new BulkItem(pair.Key, Outcome(pair.Value)))],
            result.IsRepeat
        );
    }

    public async Task<ReviewOutcome> UndoAsync(UndoRequest request, CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = time.GetUtcNow();
        var undo = new QueueUndo(request.ItemId, request.ModeratorId, request.IsLead, now - request.Window, now);
        return Outcome(await queue.UndoAsync(undo, cancellationToken));
    }

    private static QueueLease Lease(ReviewLease lease) => new(lease.ItemId, lease.ModeratorId, lease.Fence);

    private static ReviewOutcome Outcome(QueueOutcome outcome) => Enum.Parse<ReviewOutcome>(outcome.ToString());

    private QueueDecision Decision(ReviewDecision decision) =>
        new(
            Text(decision.IsApproved ? ReviewState.Approved : ReviewState.Rejected),
            decision.ModeratorId,
            time.GetUtcNow()
        )
        {
            DecisionId = decision.DecisionId,
            IsLead = decision.IsLead,
            SparesHeld = decision.SparesHeld,
        };
}
