using System.Text.Json;
using LearningStudio.HostApi.Auditing;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Sql;
using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Reviews;

/// <summary>What the audit log says of reviews, and of the posts and topics that a decision deletes or restores.</summary>
internal static class ReviewTrail
{
    /// <summary>A step of a moderator's; the verb is that of the API.</summary>
    public static string VerbOf(ReviewAction action) => JsonNamingPolicy.CamelCase.ConvertName(action.ToString());

    /// <summary>Writes which reviews decisions closed: those that were decided, and those beside them.</summary>
    public static async Task AddAsync(
        this AuditTrail trail,
        IForumSession session,
        ReviewQueueRepository queue,
        ReviewAction action,
        IReadOnlyCollection<long> decisionIds,
        string? details,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<long> closed = await queue.FindDecidedAsync(decisionIds, cancellationToken);
        AuditedAction audited = AuditedAction.OnReview(VerbOf(action), closed) with { Details = details };
        await trail.AddAsync(session, audited, cancellationToken);
    }

    /// <summary>Writes what decisions did to their posts, in three statements at most.</summary>
    public static async Task AddAsync(
        this AuditTrail trail,
        IForumSession session,
        IReadOnlyCollection<DecidedPost> decided,
        CancellationToken cancellationToken
    )
    {
        DecidedPost[] deleted = [.. decided.Where(post => !post.IsApproved)];
        await trail.AddAsync(
            session,
            AuditedAction.OnPost("approve", decided.Where(post => post.IsApproved).Select(post => post.Post.Id)),
            cancellationToken
        );
        await trail.AddAsync(
            session,
            AuditedAction.OnPost("delete", deleted.Select(post => post.Post.Id)),
            cancellationToken
        );
        await trail.AddAsync(
            session,
            AuditedAction.OnTopic("delete", deleted.Where(post => post.Opens).Select(post => post.Post.TopicId)),
            cancellationToken
        );
    }

    /// <summary>Writes that a decision was taken back, and what that restored.</summary>
    public static async Task AddRestoredAsync(
        this AuditTrail trail,
        IForumSession session,
        DecidedPost taken,
        CancellationToken cancellationToken
    )
    {
        if (taken.IsApproved)
        {
            return;
        }

        await trail.AddAsync(session, AuditedAction.OnPost("restore", taken.Post.Id), cancellationToken);
        if (taken.Opens)
        {
            await trail.AddAsync(session, AuditedAction.OnTopic("restore", taken.Post.TopicId), cancellationToken);
        }
    }
}
