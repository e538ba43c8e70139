namespace LearningStudio.HostApi.Tests.StateMachine;

/// <summary>A topic, its posts and their reviews, and what each request to them answers and changes.</summary>
/// <remarks>The model of the rules for reviews is <see cref="ModelQueue"/>.</remarks>
internal sealed class ModelTopic(long id, ModelUser author)
{
    private const int Level1 = 1;

    public long Id => id;

    public ModelUser Author => author;

    public required string Title { get; set; }

    public List<ModelPost> Posts { get; } = [];

    public ModelQueue Queue { get; } = new();

    public ModelPost Opening => Posts[0];

    public bool IsPublic => Opening.IsPublic;

    /// <summary>How many posts everybody sees, or would see if the topic were to be seen.</summary>
    public int PublicPosts => Posts.Count(post => post.IsPublic);

    public bool IsSeenBy(ModelUser reader) => Opening.IsSeenBy(reader);

    public bool IsSeenBy(ModelUser reader, ModelPost post) => IsSeenBy(reader) && post.IsSeenBy(reader);

    /// <summary>What a text must be to be held from its author.</summary>
    public static bool IsHeld(ModelUser author, string text) => author.TrustLevel == 0 || Texts.IsSpam(text);

    /// <summary>The topic has been opened.</summary>
    public void Opened(long postId, string body)
    {
        Add(postId, author, body);
        if (author.TrustLevel == 0)
        {
            Queue.Ask("topic", id, "newUserPost", author);
        }
    }

    public int Reply(ModelUser user) => IsSeenBy(user) ? 201 : 404;

    /// <summary>A post has been added.</summary>
    public void Add(long postId, ModelUser user, string body)
    {
        Posts.Add(
            new ModelPost(postId, user, opens: Posts.Count == 0) { Body = body, IsApproved = !IsHeld(user, body) }
        );
        if (user.TrustLevel == 0)
        {
            Queue.Ask("post", postId, "newUserPost", user);
        }

        AskAboutSpam(postId, user, body);
    }

    public int Edit(ModelUser user, ModelPost post, string body)
    {
        int status = WriteTo(user, post);
        if (status == 200)
        {
            Replace(post, body);
            AskAboutEdit(post);
        }

        return status;
    }

    public int Rename(ModelUser user, string title)
    {
        int status = WriteTo(user, Opening);
        if (status == 200)
        {
            Title = title;
            // The title is judged together with the text.
            Replace(Opening, Opening.Body);

            AskAboutEdit(Opening);
        }

        return status;
    }

    public int Report(ModelUser user, ModelPost post)
    {
        if (!IsSeenBy(user, post))
        {
            return 404;
        }

        if (post.Author == user)
        {
            return 403;
        }

        Queue.Ask("post", post.Id, "flaggedPost", post.Author).Voters.Add(user.Id);
        return 202;
    }

    public int Delete(ModelUser user, ModelPost post)
    {
        if (!IsSeenBy(user, post))
        {
            return 404;
        }

        if (!user.IsModerator && post.Author != user)
        {
            return 403;
        }

        if (!user.IsModerator && post.Opens && Posts.Any(other => other.Author != user && other.IsSeenBy(user)))
        {
            return 409;
        }

        post.IsDeleted = true;
        return 204;
    }

    /// <summary>Whether a review, or one of the same post, is for leads.</summary>
    public bool IsForLeads(ModelReview review) =>
        Queue.Open.Any(item => item.IsEscalated && PostOf(item) == PostOf(review));

    /// <summary>A decided review takes effect on its post, and closes the reviews of its other half.</summary>
    public void Decide(ModelReview review, ModelUser moderator, bool isApproved)
    {
        ModelPost post = PostOf(review);
        Queue.Close(review, moderator, isApproved, item => PostOf(item) == post && (item.Kind == "post" || post.Opens));
        if (!post.IsDeleted)
        {
            post.IsApproved |= isApproved;
            post.IsDeleted = !isApproved;
            post.DecisionId = review.Id;
        }
    }

    public int Undo(ModelUser user, ModelReview review)
    {
        long? decision = review.DecisionId;
        bool isApproved = review.State == "approved";
        int status = Queue.Undo(user, review);
        ModelPost post = PostOf(review);
        if (status == 204 && post.DecisionId == decision)
        {
            post.DecisionId = null;
            post.IsDeleted &= isApproved;
        }

        return status;
    }

    public ModelPost PostOf(ModelReview review) =>
        review.Kind == "topic" ? Opening : Posts.Single(post => post.Id == review.TargetId);

    private int WriteTo(ModelUser user, ModelPost post) =>
        !IsSeenBy(user, post) ? 404
        : post.Author != user ? 403
        : 200;

    private void Replace(ModelPost post, string body)
    {
        post.Body = body;
        post.IsApproved &= !Texts.IsSpam(body);
        Reopen(post);
    }

    private void Reopen(ModelPost post)
    {
        Queue.Reopen("post", post.Id);
        if (post.Opens)
        {
            Queue.Reopen("topic", id);
        }
    }

    private void AskAboutEdit(ModelPost post)
    {
        if (post.Author.TrustLevel <= Level1)
        {
            Queue.Ask("post", post.Id, "editedPost", post.Author);
        }

        AskAboutSpam(post.Id, post.Author, post.Body);
    }

    private void AskAboutSpam(long postId, ModelUser user, string body)
    {
        if (Texts.IsSpam(body))
        {
            Queue.Ask("post", postId, "spamDetection", user);
        }
    }
}
