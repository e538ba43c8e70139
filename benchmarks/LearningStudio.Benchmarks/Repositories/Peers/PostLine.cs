using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.Benchmarks.Repositories.Peers;

/// <summary>A post's columns and its author's, as Dapper fills them.</summary>
internal sealed class PostLine<TTime>
    where TTime : struct
{
    public long Id { get; init; }
    public long? ReplyToId { get; init; }
    public long? AuthorId { get; init; }
    public string? DisplayName { get; init; }
    public string? AuthorName { get; init; }
    public int? TrustLevel { get; init; }
    public string Body { get; init; } = "";
    public TTime CreatedAt { get; init; }
    public TTime? EditedAt { get; init; }
    public int UpVotes { get; init; }
    public int DownVotes { get; init; }
    public bool IsApproved { get; init; }

    public PostView ToView(Func<TTime, DateTimeOffset> time) =>
        new(
            Id,
            ReplyToId,
            new Author(AuthorId, DisplayName ?? AuthorName ?? "anonymous"),
            TrustLevel,
            Body,
            time(CreatedAt),
            EditedAt is { } edited ? time(edited) : null,
            UpVotes - DownVotes,
            IsApproved
        );
}
