using System.Globalization;

namespace LearningStudio.HostApi.Auditing;

/// <summary>What somebody did to some things of one kind, and how it ended.</summary>
/// <param name="Action">What, <c>post.delete</c> for example.</param>
/// <param name="Kind">What the targets are.</param>
/// <param name="Targets">Their ids or names; none: nothing was done, and nothing is written.</param>
/// <param name="Outcome">How it ended.</param>
internal sealed record AuditedAction(
    string Action,
    string Kind,
    IReadOnlyCollection<string> Targets,
    string Outcome = AuditedAction.Done
)
{
    public const string Done = "done";
    public const string Failed = "failed";

    /// <summary>What else is worth knowing; never a text of a post.</summary>
    public string? Details { get; init; }

    public static AuditedAction OnPost(string verb, params IEnumerable<long> ids) =>
        new($"post.{verb}", "post", Names(ids));

    public static AuditedAction OnTopic(string verb, params IEnumerable<long> ids) =>
        new($"topic.{verb}", "topic", Names(ids));

    public static AuditedAction OnReview(string verb, params IEnumerable<long> ids) =>
        new($"review.{verb}", "review", Names(ids));

    /// <summary>A step of a review; one that somebody else came before changed nothing.</summary>
    public static AuditedAction OnReview(string verb, long id, bool isDone) => OnReview(verb, isDone ? [id] : []);

    private static string[] Names(IEnumerable<long> ids) =>
        [.. ids.Select(id => id.ToString(CultureInfo.InvariantCulture))];
}
