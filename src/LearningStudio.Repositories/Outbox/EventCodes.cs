namespace LearningStudio.Repositories.Outbox;

// Rule: a stored code keeps its meaning forever, so that the versions of a rolling deployment read each other's rows.
/// <summary>How kinds of events are stored.</summary>
internal static class EventCodes
{
    private static readonly Dictionary<ForumEventKind, string> Codes = new()
    {
        [ForumEventKind.TopicCreated] = "topic-created",
        [ForumEventKind.PostCreated] = "post-created",
        [ForumEventKind.PostHeld] = "post-held",
        [ForumEventKind.PostEdited] = "post-edited",
        [ForumEventKind.PostApproved] = "post-approved",
        [ForumEventKind.PostHidden] = "post-hidden",
        [ForumEventKind.TopicChanged] = "topic-changed",
        [ForumEventKind.TopicMoved] = "topic-moved",
        [ForumEventKind.UserChanged] = "user-changed",
        [ForumEventKind.ReviewChanged] = "review-changed",
    };

    private static readonly Dictionary<string, ForumEventKind> Kinds = Codes.ToDictionary(
        code => code.Value,
        code => code.Key,
        StringComparer.Ordinal
    );

    public static string Get(ForumEventKind kind) => Codes[kind];

    /// <exception cref="FormatException">A newer version has stored it.</exception>
    public static ForumEventKind Parse(string? code) =>
        code is not null && Kinds.TryGetValue(code, out ForumEventKind kind)
            ? kind
            : throw new FormatException("A stored event is of a kind that this version does not know.");
}
