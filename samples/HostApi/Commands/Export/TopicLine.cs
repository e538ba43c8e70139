namespace LearningStudio.HostApi.Commands.Export;

/// <summary>A line of <c>topics.jsonl</c>.</summary>
internal sealed record TopicLine(
    long Id,
    string Forum,
    long? AuthorId,
    string? AuthorName,
    string Title,
    string CreatedAt,
    int ViewCount,
    bool IsLocked,
    bool IsPinned
);
