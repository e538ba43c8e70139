using LearningStudio.HostApi.Reading;
using LearningStudio.Moderation.Review;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Auditing;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.HostApi.Reviews;

/// <summary>What moderators see of the queue; read live, never cached.</summary>
internal sealed class ReviewQueries(
    IReviewQueue queue,
    IPostRepository posts,
    ITopicRepository topics,
    IRevisionRepository revisions,
    TimeProvider time
)
{
    private const int MaxRevisions = 100;

    public async Task<PageOf<ReviewView>> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        PendingReviews pending = await queue.GetPendingAsync(page.Skip, page.Size, cancellationToken);
        return new(await ViewAsync(pending.Items, cancellationToken), page, pending.Total);
    }

    /// <summary>An item, open or not, with the text it is about and what was done about it.</summary>
    public async Task<ReviewDetail?> FindAsync(long id, CancellationToken cancellationToken)
    {
        if (await queue.FindAsync(id, cancellationToken) is not { } item)
        {
            return null;
        }

        IReadOnlyList<ReviewView> view = await ViewAsync([item], cancellationToken);
        long? postId = await PostIdAsync(item.Target, cancellationToken);
        // Also of a deleted post: who reported it does not do so for nothing.
        PostContent? text = postId is { } shown ? await posts.FindTextAsync(shown, cancellationToken) : null;
        IReadOnlyList<ReviewLogEntry> log = await queue.GetLogAsync(id, cancellationToken);
        IReadOnlyList<EditedText> edits = postId is { } edited
            ? Edits(await revisions.GetAsync(edited, MaxRevisions, cancellationToken), text?.TopicTitle, text?.Body)
            : [];
        return new ReviewDetail(view[0], text?.TopicTitle, text?.Body, log, edits);
    }

    /// <summary>Adds to items how urgent they are, and where their posts and topics stand. One statement for all.</summary>
    public async Task<IReadOnlyList<ReviewView>> ViewAsync(
        IReadOnlyList<ReviewItem> items,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<PostLocation> places = await posts.GetLocationsAsync(
            Ids(items, ReviewTargetKind.Post),
            Ids(items, ReviewTargetKind.Topic),
            cancellationToken
        );
        DateTimeOffset now = time.GetUtcNow();
        return
        [
            .. items.Select(item =>
            {
                ReviewPriority parts = ReviewPriority.Compute(item, now);
                PostLocation? place = places.FirstOrDefault(place => IsOf(place, item.Target));
                return new ReviewView(item, parts.Score, parts, place);
            }),
        ];
    }

    private async Task<long?> PostIdAsync(ReviewTarget target, CancellationToken cancellationToken) =>
        target.Kind switch
        {
            ReviewTargetKind.Post => target.Id,
            ReviewTargetKind.Topic => (await topics.FindStateAsync(target.Id, cancellationToken))?.OpeningPostId,
            _ => null,
        };

    private static EditedText[] Edits(IReadOnlyList<PostRevision> kept, string? title, string? body) =>
        [
            .. kept.GroupBy(revision => revision.Field)
                .OrderByDescending(field => field.Key)
                .Select(field => new EditedText(
                    field.Key,
                    [.. field.Select(text => new EarlierText(text.Text, text.ReplacedAt, text.ReplacedBy))],
                    (field.Key == RevisedField.Title ? title : body) is { } now
                        ? TextDifference.Between(field.First().Text, now)
                        : []
                )),
        ];

    private static long[] Ids(IReadOnlyList<ReviewItem> items, ReviewTargetKind kind) =>
        [.. items.Where(item => item.Target.Kind == kind).Select(item => item.Target.Id).Distinct()];

    private static bool IsOf(PostLocation place, ReviewTarget target) =>
        target.Kind switch
        {
            ReviewTargetKind.Post => place.PostId == target.Id,
            ReviewTargetKind.Topic => place.PostId is null && place.TopicId == target.Id,
            _ => false,
        };
}
