using LearningStudio.HostApi.Http;
using LearningStudio.HostApi.Identity;
using LearningStudio.Moderation;
using LearningStudio.Repositories;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.HostApi.Endpoints;

/// <summary>Where moderators decide.</summary>
internal sealed class ReviewDesk(
    IReviewQueue queue,
    IPostRepository posts,
    ReviewWriter writer,
    CurrentUser user,
    TimeProvider time
)
{
    public async Task<PageOf<ReviewView>> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        IReadOnlyList<ReviewItem> items = await queue.GetPendingAsync(page.Skip, page.Size, cancellationToken);
        IReadOnlyList<PostPlace> places = await posts.GetPlacesAsync(
            Ids(items, ReviewTargetKind.Post),
            Ids(items, ReviewTargetKind.Topic),
            cancellationToken
        );
        DateTimeOffset now = time.GetUtcNow();
        ReviewView[] views =
        [
            .. items.Select(item =>
            {
                ReviewPriority parts = ReviewPriority.Of(item, now);
                return new ReviewView(
                    item,
                    parts.Score,
                    parts,
                    places.FirstOrDefault(place => IsOf(place, item.Target))
                );
            }),
        ];
        return new PageOf<ReviewView>(views, page, await queue.CountPendingAsync(cancellationToken));
    }

    public async Task<Results<NoContent, ProblemHttpResult>> DecideAsync(
        long id,
        bool approves,
        CancellationToken cancellationToken
    )
    {
        Account moderator = user.Account;
        if (await queue.FindAsync(id, cancellationToken) is not { } item)
        {
            return Problems.NotFound("review", "id");
        }

        if (item.ReportedUserId == moderator.Id)
        {
            return Problems.Forbidden("Moderators do not decide about themselves.");
        }

        var decision = new ReviewDecision(approves, moderator.Id);
        return await writer.DecideAsync(item.Id, decision, cancellationToken)
            ? TypedResults.NoContent()
            : Problems.Conflict("The review is not open any more.", "id", "It was decided, or its target was edited.");
    }

    private static long[] Ids(IReadOnlyList<ReviewItem> items, ReviewTargetKind kind) =>
        [.. items.Where(item => item.Target.Kind == kind).Select(item => item.Target.Id).Distinct()];

    private static bool IsOf(PostPlace place, ReviewTarget target) =>
        target.Kind switch
        {
            ReviewTargetKind.Post => place.PostId == target.Id,
            ReviewTargetKind.Topic => place.PostId is null && place.TopicId == target.Id,
            _ => false,
        };
}
