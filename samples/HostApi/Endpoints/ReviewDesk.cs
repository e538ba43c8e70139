using LearningStudio.HostApi.Http;
using LearningStudio.HostApi.Identity;
using LearningStudio.Moderation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.HostApi.Endpoints;

/// <summary>Where moderators decide.</summary>
internal sealed class ReviewDesk(IReviewQueue queue, ForumWriter writer, CurrentUser user)
{
    public async Task<Results<NoContent, ProblemHttpResult>> DecideAsync(
        long id,
        bool approves,
        CancellationToken cancellationToken
    )
    {
        if (await user.FindAccountAsync(cancellationToken) is not { } moderator)
        {
            return Problems.NoAccount();
        }

        if (await queue.FindAsync(id, cancellationToken) is not { } item)
        {
            return Problems.NotFound("review", "id");
        }

        if (item.ReportedUserId == moderator.Id)
        {
            return Problems.Forbidden("Moderators do not decide about themselves.");
        }

        var decision = new ReviewDecision(approves, moderator.Id);
        return await writer.DecideAsync(item, decision, cancellationToken)
            ? TypedResults.NoContent()
            : Problems.Conflict("The review was decided already.", "id", "Nothing of this review is open.");
    }
}
