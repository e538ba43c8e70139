using System.Text.Json;
using LearningStudio.Moderation;
using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Adapters;

/// <summary>Moderation's queue over the repositories': the container's, or that of a unit of work.</summary>
internal sealed class RepositoryReviewQueue(IReviewQueueRepository queue, TimeProvider time) : IReviewQueue
{
    public Task<long> AddAsync(ReviewRequest request, CancellationToken cancellationToken = default) =>
        queue.AddOrRaiseAsync(
            new QueueEntry(
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
                time.GetUtcNow()
            ),
            request.VoterId,
            request.Reasons.Count > 0,
            cancellationToken
        );

    public async Task<IReadOnlyList<ReviewItem>> GetPendingAsync(
        int skip,
        int take,
        CancellationToken cancellationToken = default
    ) => [.. (await queue.GetPendingAsync(time.GetUtcNow(), skip, take, cancellationToken)).Select(Item)];

    public async Task<ReviewItem?> FindAsync(long id, CancellationToken cancellationToken = default) =>
        await queue.FindAsync(id, cancellationToken) is { } entry ? Item(entry) : null;

    public Task<int> DecideAsync(
        ReviewTarget target,
        ReviewDecision decision,
        CancellationToken cancellationToken = default
    ) =>
        queue.DecideAsync(
            Text(target.Kind),
            target.Id,
            new QueueDecision(
                Text(decision.IsApproved ? ReviewState.Approved : ReviewState.Rejected),
                decision.ModeratorId,
                time.GetUtcNow()
            ),
            cancellationToken
        );

    public Task ReopenAsync(ReviewTarget target, CancellationToken cancellationToken = default) =>
        queue.ReopenAsync(Text(target.Kind), target.Id, cancellationToken);

    public Task<int> CountPendingAsync(CancellationToken cancellationToken = default) =>
        queue.CountPendingAsync(cancellationToken: cancellationToken);

    public Task<int> CountPendingAgainstAsync(long userId, CancellationToken cancellationToken = default) =>
        queue.CountPendingAsync(userId, Text(ReviewType.UserReport), cancellationToken);

    public async Task<ReviewAnalytics> GetAnalyticsAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    )
    {
        IReadOnlyList<QueueFigure> figures = await queue.GetFiguresAsync(since, cancellationToken);
        QueueFigure[] pending = [.. figures.Where(figure => Is(figure, ReviewState.Pending))];
        int decided = figures.Sum(figure => figure.Decided);
        return new ReviewAnalytics(
            pending.Sum(figure => figure.Total),
            pending.ToDictionary(
                figure => Enum.Parse<ReviewType>(figure.Type, ignoreCase: true),
                figure => figure.Total
            ),
            figures.Sum(figure => figure.Created),
            figures.Where(figure => Is(figure, ReviewState.Approved)).Sum(figure => figure.Decided),
            figures.Where(figure => Is(figure, ReviewState.Rejected)).Sum(figure => figure.Decided),
            decided == 0 ? null : TimeSpan.FromSeconds(figures.Sum(figure => figure.DecidedSeconds) / decided)
        );
    }

    private static bool Is(QueueFigure figure, ReviewState state) =>
        string.Equals(figure.State, Text(state), StringComparison.Ordinal);

    private static string Text(Enum value) => value.ToString().ToLowerInvariant();

    private static ReviewItem Item(QueueEntry entry) =>
        new(
            entry.Id,
            new ReviewTarget(Enum.Parse<ReviewTargetKind>(entry.TargetKind, ignoreCase: true), entry.TargetId),
            Enum.Parse<ReviewType>(entry.Type, ignoreCase: true),
            entry.Priority,
            JsonSerializer.Deserialize<ReviewReason[]>(entry.Reasons, JsonSerializerOptions.Web)!,
            entry.SpamScore,
            entry.ReportedUserId,
            entry.ReportedTrustLevel,
            entry.Votes,
            Enum.Parse<ReviewState>(entry.State, ignoreCase: true),
            entry.CreatedAt,
            entry.DecidedAt,
            entry.DecidedBy
        );
}
