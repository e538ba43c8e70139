using LearningStudio.Moderation.Review.Decisions;

namespace LearningStudio.Moderation.Review.InMemory;

// Threads: only under the lock of its queue.
/// <summary>Decides items in memory: one, those of a target, those of a filter; and takes decisions back.</summary>
internal sealed class InMemoryDecisions(InMemoryReviewTable table, InMemoryReviewLog log)
{
    private const int MaxBulk = 1000;

    private readonly Dictionary<string, (string Fingerprint, BulkResult Result, DateTimeOffset At)> _bulks = new(
        StringComparer.Ordinal
    );

    public ReviewOutcome Decide(ReviewActionRequest action, DateTimeOffset now)
    {
        if (table.Find(action.Lease.ItemId) is not { } review)
        {
            return ReviewOutcome.NotFound;
        }

        if (!review.IsHeldBy(action.Lease) || (!action.Lease.IsLead && IsForLeads(review, action.Action)))
        {
            return ReviewOutcome.Conflict;
        }

        Take(review, action, now);
        return ReviewOutcome.Done;
    }

    public int Decide(ReviewTarget target, ReviewDecision decision, DateTimeOffset now)
    {
        StoredReview[] open =
        [
            .. table.Open.Where(review => review.Item.Target == target && review.IsClosedBy(decision, now)),
        ];
        long? first = open.Length == 0 ? null : open.Min(review => review.Item.Id);
        foreach (StoredReview review in open)
        {
            Decide(review, decision, now, decision.DecisionId ?? first, note: null);
        }

        return open.Length;
    }

    public BulkResult? DecideMany(BulkDecision decision, DateTimeOffset now)
    {
        if (_bulks.TryGetValue(decision.Key, out var earlier))
        {
            return string.Equals(earlier.Fingerprint, decision.Fingerprint, StringComparison.Ordinal)
                ? earlier.Result with
                {
                    IsRepeat = true,
                }
                : null;
        }

        StoredReview[] selected =
        [
            .. table
                .Open.Where(review => InMemoryReviewQueue.IsOf(review.Item, decision.Filter))
                .OrderBy(review => (-ReviewPriority.SortKey(review.Item), review.Item.Id))
                .Take(MaxBulk),
        ];
        BulkItem[] items = DecideAll(selected, decision, now);
        var result = new BulkResult([.. items.OrderBy(item => item.ItemId)], IsRepeat: false);
        _bulks.Add(decision.Key, (decision.Fingerprint, result, now));
        return result;
    }

    public ReviewOutcome Undo(UndoRequest request, DateTimeOffset now)
    {
        if (table.Find(request.ItemId) is not { } review)
        {
            return ReviewOutcome.NotFound;
        }

        ReviewItem item = review.Item;
        bool isDecided = item.DecidedAt is { } at && at >= now - request.Window;
        bool isTheirs = request.IsLead || item.DecidedBy == request.ModeratorId;
        if (item.ReportedUserId == request.ModeratorId)
        {
            return ReviewOutcome.Refused;
        }

        if (!isDecided || !isTheirs || !table.TryReopen(review))
        {
            return ReviewOutcome.Conflict;
        }

        StoredReview[] others = [.. table.All.Where(other => other != review && other.DecisionId == review.DecisionId)];
        OpenAgain(review, request, now);
        foreach (StoredReview other in others.Where(table.TryReopen))
        {
            OpenAgain(other, request, now);
        }

        return ReviewOutcome.Done;
    }

    /// <summary>Forgets the results of bulk decisions before a moment.</summary>
    public void ForgetBefore(DateTimeOffset moment)
    {
        foreach (string key in _bulks.Where(bulk => bulk.Value.At < moment).Select(bulk => bulk.Key).ToArray())
        {
            _bulks.Remove(key);
        }
    }

    private bool IsForLeads(StoredReview review, ReviewAction action) =>
        review.Item.Stage == ReviewStage.Escalated
        || (
            action is ReviewAction.Approve or ReviewAction.Reject
            && table.GetEscalatedTargets().Contains(review.Item.Target)
        );

    private void Take(StoredReview review, ReviewActionRequest step, DateTimeOffset now)
    {
        long moderatorId = step.Lease.ModeratorId;
        switch (step.Action)
        {
            case ReviewAction.Approve or ReviewAction.Reject:
                var decision = new ReviewDecision(step.Action == ReviewAction.Approve, moderatorId);
                Decide(review, decision, now, review.Item.Id, step.Note, handling: now - review.ClaimedAt);
                return;
            case ReviewAction.Escalate:
                review.Leave(ReviewStage.Escalated, now);
                break;
            case ReviewAction.AskForInfo:
                review.Leave(ReviewStage.Waiting, now + step.Wait);
                break;
            case ReviewAction.Skip:
                review.Leave(review.Item.Stage, now);
                review.SkippedBy.Add(moderatorId);
                break;
            default:
                throw new ArgumentException($"A holder cannot {step.Action} an item.", nameof(step));
        }

        log.Write(review, now, step.Action, moderatorId, step.Note);
    }

    private void OpenAgain(StoredReview review, UndoRequest request, DateTimeOffset now)
    {
        ReviewItem item = review.Item;
        review.DecisionId = null;
        review.Item = item with { State = ReviewState.Pending, DecidedAt = null, DecidedBy = null };
        review.Leave(item.Stage == ReviewStage.Waiting ? ReviewStage.Open : item.Stage, now);
        log.Write(review, now, ReviewAction.Undo, request.ModeratorId, subjectId: item.DecidedBy);
    }

    private BulkItem[] DecideAll(StoredReview[] selected, BulkDecision bulk, DateTimeOffset now)
    {
        // All are judged before the first is decided.
        HashSet<ReviewTarget> blocked =
        [
            .. table.Open.Where(review => review.Blocks(bulk, now)).Select(review => review.Item.Target),
        ];
        (StoredReview Review, ReviewOutcome Outcome)[] judged =
        [
            .. selected.Select(review =>
                (
                    review,
                    review.Item.ReportedUserId == bulk.Decision.ModeratorId ? ReviewOutcome.Refused
                    : blocked.Contains(review.Item.Target) ? ReviewOutcome.Conflict
                    : ReviewOutcome.Done
                )
            ),
        ];
        foreach (var target in judged.Where(j => j.Outcome == ReviewOutcome.Done).GroupBy(j => j.Review.Item.Target))
        {
            long first = target.Min(j => j.Review.Item.Id);
            foreach ((StoredReview review, _) in target)
            {
                Decide(review, bulk.Decision, now, bulk.Decision.DecisionId ?? first, bulk.Note, bulk.Key);
            }
        }

        return [.. judged.Select(j => new BulkItem(j.Review.Item.Id, j.Outcome))];
    }

    private void Decide(
        StoredReview review,
        ReviewDecision decision,
        DateTimeOffset now,
        long? decisionId,
        string? note,
        string? bulkKey = null,
        TimeSpan? handling = null
    )
    {
        review.Close(decision, now);
        review.DecisionId = decisionId;
        table.Close(review, review.Item);
        ReviewAction action = decision.IsApproved ? ReviewAction.Approve : ReviewAction.Reject;
        log.Write(review, now, action, decision.ModeratorId, note, bulkKey, handling: handling);
    }
}
