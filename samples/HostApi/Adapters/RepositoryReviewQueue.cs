using System.Text.Json;
using LearningStudio.Moderation.Review;
using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Adapters;

/// <summary>Moderation's queue over the repositories': the container's, or that of a unit of work.</summary>
internal sealed partial class RepositoryReviewQueue(IReviewQueueRepository queue, TimeProvider time) : IReviewQueue
{
    public Task<long> AddAsync(ReviewRequest request, CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = time.GetUtcNow();
        var entry = new QueueEntry(
            0,
            Text(request.Target.Kind),
            request.Target.Id,
            Text(request.Type),
            request.Priority,
            ReviewPriority.WeightOf(request),
            0,
            request.SpamScore,
            JsonSerializer.Serialize(request.Reasons, JsonSerializerOptions.Web),
            request.ReportedUserId,
            request.ReportedTrustLevel,
            Text(ReviewState.Pending),
            now
        )
        {
            ClusterId = request.ClusterId,
            Standing = ReviewPriority.StandingOf(request, now),
            DueAt = now + (request.Deadline ?? ReviewPriority.LongestDeadline),
        };
        var signal = new QueueSignal(request.VoterId, request.VoteWeight, request.Reasons.Count > 0, request.Codes);
        return queue.AddOrRaiseAsync(entry, signal, cancellationToken);
    }

    public async Task<PendingReviews> GetPendingAsync(int skip, int take, CancellationToken cancellationToken = default)
    {
        PendingEntries pending = await queue.GetPendingAsync(time.GetUtcNow(), skip, take, cancellationToken);
        return new PendingReviews([.. pending.Entries.Select(Item)], pending.Total);
    }

    public async Task<ReviewPage> ListAsync(
        ReviewFilter filter,
        string? after,
        int take,
        CancellationToken cancellationToken = default
    )
    {
        QueuePage page = await queue.ListAsync(Filter(filter), after, take, cancellationToken);
        return new ReviewPage([.. page.Entries.Select(Item)], page.Next);
    }

    public async Task<ReviewItem?> FindAsync(long id, CancellationToken cancellationToken = default) =>
        await queue.FindAsync(id, cancellationToken) is { } entry ? Item(entry) : null;

    public Task ReopenAsync(ReviewTarget target, CancellationToken cancellationToken = default) =>
        queue.ReopenAsync(Text(target.Kind), target.Id, time.GetUtcNow(), cancellationToken);

    public Task<int> CountPendingAsync(CancellationToken cancellationToken = default) =>
        queue.CountPendingAsync(cancellationToken: cancellationToken);

    public Task<int> CountPendingAgainstAsync(long userId, CancellationToken cancellationToken = default) =>
        queue.CountPendingAsync(userId, Text(ReviewType.UserReport), cancellationToken);

    private static string Text(Enum value) => value.ToString().ToLowerInvariant();

    private static T Parsed<T>(string text)
        where T : struct, Enum => Enum.Parse<T>(text, ignoreCase: true);

    private static QueueFilter Filter(ReviewFilter filter) =>
        new(
            filter.ReportedUserId,
            filter.Type is { } type ? Text(type) : null,
            filter.MaxPriority,
            filter.ClusterId,
            filter.Stage is { } stage ? Text(stage) : null,
            filter.ClaimedBy
        );

    private static ReviewItem Item(QueueEntry entry) =>
        new(
            entry.Id,
            new ReviewTarget(Parsed<ReviewTargetKind>(entry.TargetKind), entry.TargetId),
            Parsed<ReviewType>(entry.Type),
            entry.Priority,
            JsonSerializer.Deserialize<ReviewReason[]>(entry.Reasons, JsonSerializerOptions.Web)!,
            entry.SpamScore,
            entry.ReportedUserId,
            entry.ReportedTrustLevel,
            entry.Votes,
            Parsed<ReviewState>(entry.State),
            entry.CreatedAt,
            entry.DecidedAt,
            entry.DecidedBy
        )
        {
            VoteWeight = entry.VoteWeight,
            ClusterId = entry.ClusterId,
            Stage = Parsed<ReviewStage>(entry.Stage),
            DueAt = entry.DueAt,
            Fence = entry.Fence,
            ClaimedBy = entry.ClaimedBy,
            AvailableAt = entry.AvailableAt,
        };
}
