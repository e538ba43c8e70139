namespace LearningStudio.Repositories.Writing;

/// <summary>A change of what decides whether a post is seen: what it adds to counters, and which event it raises.</summary>
internal sealed record VisibilityChange(PostMarks Before, PostMarks After)
{
    public bool IsNone => Before == After;

    /// <summary>How many visible posts there are more: -1, 0 or 1.</summary>
    public int Posts => (After.IsVisible ? 1 : 0) - (Before.IsVisible ? 1 : 0);

    /// <summary>How many replies a topic has more; comments are none, and nor is the post that opens the topic.</summary>
    public int RepliesOf(TopicPlace topic, long postId) =>
        topic.FirstPostId == postId || Before.ReplyToId is not null ? 0 : Posts;

    /// <summary>The kind of event: a post that was to be shown, and still waits, is held.</summary>
    public ForumEventKind EventOf(ForumEventKind intended) =>
        !After.IsVisible && intended is (ForumEventKind.PostApproved or ForumEventKind.PostEdited)
            ? ForumEventKind.PostHeld
            : intended;
}
