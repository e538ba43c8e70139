using LearningStudio.Moderation.Review.Decisions;

namespace LearningStudio.Moderation.Review.InMemory;

public sealed partial class InMemoryReviewQueue
{
    private const int LargestBulk = 1000;

    private readonly Dictionary<string, (string Fingerprint, BulkResult Result, DateTimeOffset At)> _bulks = new(
        StringComparer.Ordinal
    );

    /// <inheritdoc />
    public Task<IReadOnlyList<ReviewClaim>> ClaimAsync(
        ClaimRequest request,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        return Locked<IReadOnlyList<ReviewClaim>>(now =>
        {
            HashSet<ReviewTarget> leads = request.IsLead ? [] : Escalated();
            StoredReview[] chosen =
            [
                .. request.ItemId is { } id
                    ? _items.TryGetValue(id, out StoredReview? one)
                    && one.IsFreeFor(request, now)
                    && !leads.Contains(one.Item.Target)
                        ? [one]
                        : []
                    : _open
                        .Values.Where(review => review.IsFor(request, now) && !leads.Contains(review.Item.Target))
                        .OrderBy(review => review.Turn(now))
                        .Take(request.Count),
            ];
            return [.. chosen.Select(review => review.Claim(request, now))];
        });
    }

    /// <inheritdoc />
    public Task<bool> RenewAsync(ReviewLease lease, TimeSpan duration, CancellationToken cancellationToken = default) =>
        Holding(lease, (review, now) => review.Item = review.Item with { AvailableAt = now + duration });

    /// <inheritdoc />
    public Task<bool> ReleaseAsync(ReviewLease lease, CancellationToken cancellationToken = default) =>
        Holding(lease, (review, now) => review.Leave(review.Item.Stage, now));

    /// <inheritdoc />
    public Task<ReviewOutcome> DecideAsync(ReviewActionRequest action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Locked(now =>
        {
            if (!_items.TryGetValue(action.Lease.ItemId, out StoredReview? review))
            {
                return ReviewOutcome.NotFound;
            }

            if (!review.IsHeldBy(action.Lease) || (!action.Lease.IsLead && IsForLeads(review, action.Action)))
            {
                return ReviewOutcome.Conflict;
            }

            Take(review, action, now);
            return ReviewOutcome.Done;
        });
    }

    /// <inheritdoc />
    public Task<int> DecideAsync(
        ReviewTarget target,
        ReviewDecision decision,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(decision);
        return Locked(now =>
        {
            StoredReview[] open =
            [
                .. _open.Values.Where(review => review.Item.Target == target && review.IsClosedBy(decision, now)),
            ];
            long? first = open.Length == 0 ? null : open.Min(review => review.Item.Id);
            foreach (StoredReview review in open)
            {
                Decide(review, decision, now, decision.DecisionId ?? first, note: null);
            }

            return open.Length;
        });
    }

    /// <inheritdoc />
    public Task<BulkResult> DecideManyAsync(BulkDecision decision, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return Locked(now =>
        {
            if (_bulks.TryGetValue(decision.Key, out var earlier))
            {
                return string.Equals(earlier.Fingerprint, decision.Fingerprint, StringComparison.Ordinal)
                    ? earlier.Result with
                    {
                        IsRepeat = true,
                    }
                    : throw new ArgumentException(
                        "The key was used for another decision. Give each decision a key of its own.",
                        nameof(decision)
                    );
            }

            StoredReview[] selected =
            [
                .. _open
                    .Values.Where(review => IsOf(review.Item, decision.Filter))
                    .OrderBy(review => (-ReviewPriority.SortKey(review.Item), review.Item.Id))
                    .Take(LargestBulk),
            ];
            BulkItem[] items = DecideAll(selected, decision, now);
            var result = new BulkResult([.. items.OrderBy(item => item.ItemId)], IsRepeat: false);
            _bulks.Add(decision.Key, (decision.Fingerprint, result, now));
            return result;
        });
    }

    /// <inheritdoc />
    public Task<ReviewOutcome> UndoAsync(UndoRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Locked(now =>
        {
            if (!_items.TryGetValue(request.ItemId, out StoredReview? review))
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

            if (!isDecided || !isTheirs || !_open.TryAdd((item.Target, item.Type), review))
            {
                return ReviewOutcome.Conflict;
            }

            StoredReview[] others =
            [
                .. _items.Values.Where(other => other != review && other.DecisionId == review.DecisionId),
            ];
            OpenAgain(review, request, now);
            foreach (StoredReview other in others.Where(o => _open.TryAdd((o.Item.Target, o.Item.Type), o)))
            {
                OpenAgain(other, request, now);
            }

            return ReviewOutcome.Done;
        });
    }

    private bool IsForLeads(StoredReview review, ReviewAction action) =>
        review.Item.Stage == ReviewStage.Escalated
        || (action is ReviewAction.Approve or ReviewAction.Reject && Escalated().Contains(review.Item.Target));

    private HashSet<ReviewTarget> Escalated() =>
        [
            .. _open
                .Values.Where(review => review.Item.Stage == ReviewStage.Escalated)
                .Select(review => review.Item.Target),
        ];

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

        Write(review, now, step.Action, moderatorId, step.Note);
    }

    private void OpenAgain(StoredReview review, UndoRequest request, DateTimeOffset now)
    {
        ReviewItem item = review.Item;
        review.DecisionId = null;
        review.Item = item with { State = ReviewState.Pending, DecidedAt = null, DecidedBy = null };
        review.Leave(item.Stage == ReviewStage.Waiting ? ReviewStage.Open : item.Stage, now);
        Write(review, now, ReviewAction.Undo, request.ModeratorId, subjectId: item.DecidedBy);
    }

    private BulkItem[] DecideAll(StoredReview[] selected, BulkDecision bulk, DateTimeOffset now)
    {
        // All are judged before the first is decided.
        HashSet<ReviewTarget> blocked =
        [
            .. _open.Values.Where(review => review.Blocks(bulk, now)).Select(review => review.Item.Target),
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
        Close(review, review.Item);
        ReviewAction action = decision.IsApproved ? ReviewAction.Approve : ReviewAction.Reject;
        Write(review, now, action, decision.ModeratorId, note, bulkKey, handling: handling);
    }

    private Task<bool> Holding(ReviewLease lease, Action<StoredReview, DateTimeOffset> change)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return Locked(now =>
        {
            bool isHeld = _items.TryGetValue(lease.ItemId, out StoredReview? review) && review.IsHeldBy(lease);
            if (isHeld)
            {
                change(review!, now);
            }

            return isHeld;
        });
    }
}
