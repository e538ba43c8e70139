namespace LearningStudio.HostApi.Commands.Export;

/// <summary>A line of <c>posts.jsonl</c>.</summary>
internal sealed record PostLine(
    long Id,
    long TopicId,
    long? ReplyToId,
    long? AuthorId,
    string? AuthorName,
    string Body,
    string CreatedAt,
    string? EditedAt,
    int UpVotes,
    int DownVotes
);
