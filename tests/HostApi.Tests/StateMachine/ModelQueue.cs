namespace LearningStudio.HostApi.Tests.StateMachine;

/// <summary>The reviews of a topic, and who may do what about them.</summary>
internal sealed class ModelQueue
{
    public List<ModelReview> Reviews { get; } = [];

    public IEnumerable<ModelReview> Open => Reviews.Where(review => review.IsOpen);

    /// <summary>The open review of a target and type, or a new one.</summary>
    public ModelReview Ask(string kind, long targetId, string type, ModelUser about)
    {
        ModelReview? open = Open.SingleOrDefault(review =>
            (review.Kind, review.TargetId, review.Type) == (kind, targetId, type)
        );
        if (open is null)
        {
            Reviews.Add(open = new ModelReview(kind, targetId, type, about));
        }

        return open;
    }

    /// <summary>What is reviewed has changed.</summary>
    public void Reopen(string kind, long targetId)
    {
        foreach (ModelReview old in Open.Where(item => (item.Kind, item.TargetId) == (kind, targetId)).ToArray())
        {
            old.State = "superseded";
            old.ClaimedBy = null;
            Reviews.Add(old.Reopened());
        }
    }

    public static int Claim(ModelUser user, ModelReview review, bool isForLeads)
    {
        int status = MayTake(user, review, isForLeads);
        if (status == 200)
        {
            review.ClaimedBy = user.Id;
            review.Fence++;
        }

        return status;
    }

    /// <summary>What is answered to a step of whoever holds a review.</summary>
    public static int Step(ModelUser user, ModelReview review, long fence) =>
        !user.IsModerator || review.About == user ? 403
        : review.IsOpen && review.ClaimedBy == user.Id && review.Fence == fence ? 204
        : 409;

    public static int Release(ModelUser user, ModelReview review, long fence) =>
        !user.IsModerator ? 403
        : review.IsOpen && review.ClaimedBy == user.Id && review.Fence == fence ? 204
        : 409;

    /// <summary>Closes a review and those beside it, whoever holds them.</summary>
    public void Close(ModelReview review, ModelUser moderator, bool isApproved, Func<ModelReview, bool> isBeside)
    {
        ModelReview[] closed = [.. Open.Where(item => item == review || isBeside(item))];
        foreach (ModelReview item in closed)
        {
            item.Close(isApproved ? "approved" : "rejected", moderator, review.Id);
        }
    }

    /// <summary>Opens a review and all that the same decision closed.</summary>
    public int Undo(ModelUser user, ModelReview review)
    {
        if (!user.IsModerator || review.About == user)
        {
            return 403;
        }

        if (!review.IsDecided || (!user.IsLead && review.DecidedBy != user.Id) || HasSuccessor(review))
        {
            return 409;
        }

        long? decision = review.DecisionId;
        review.Open();
        foreach (ModelReview other in Reviews.Where(item => item.IsDecided && item.DecisionId == decision).ToArray())
        {
            if (!HasSuccessor(other))
            {
                other.Open();
            }
        }

        return 204;
    }

    private static int MayTake(ModelUser user, ModelReview review, bool isForLeads)
    {
        if (!user.IsModerator || review.About == user)
        {
            return 403;
        }

        bool isFree = review.ClaimedBy is null || review.ClaimedBy == user.Id;
        return review.IsOpen && isFree && (!isForLeads || user.IsLead) ? 200 : 409;
    }

    private bool HasSuccessor(ModelReview review) =>
        Open.Any(item => (item.Kind, item.TargetId, item.Type) == (review.Kind, review.TargetId, review.Type));
}
