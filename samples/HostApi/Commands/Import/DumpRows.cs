using System.Globalization;
using LearningStudio.Repositories.BulkLoad;

namespace LearningStudio.HostApi.Commands.Import;

/// <summary>Maps the rows of a dump to ours.</summary>
internal sealed class DumpRows(string site, DumpIds ids)
{
    public const long Question = 1;
    public const long Answer = 2;

    // The reputations at which Stack Exchange grants more trust, and what we take them for.
    private static readonly (int Reputation, int TrustLevel)[] TrustLevels =
    [
        (10_000, 4),
        (2000, 3),
        (200, 2),
        (15, 1),
    ];

    public BulkUser User(DumpRow row)
    {
        long id = row.Id("Id");
        int reputation = row.Number("Reputation");
        return new BulkUser
        {
            Id = ids.Read(row, "Id"),
            Username = string.Create(CultureInfo.InvariantCulture, $"{site}-{id}"),
            DisplayName = row.OptionalText("DisplayName") ?? string.Create(CultureInfo.InvariantCulture, $"user{id}"),
            TrustLevel = TrustLevels.FirstOrDefault(level => reputation >= level.Reputation).TrustLevel,
            JoinedAt = row.Time("CreationDate"),
            LastSeenAt = row.OptionalTime("LastAccessDate"),
        };
    }

    public BulkTopic Topic(DumpRow row, long forum) =>
        new()
        {
            Id = ids.Read(row, "Id"),
            ForumId = forum,
            AuthorId = ids.ReadOptional(row, "OwnerUserId"),
            AuthorName = row.OptionalText("OwnerDisplayName"),
            Title = row.Text("Title"),
            CreatedAt = row.Time("CreationDate"),
            ViewCount = row.Number("ViewCount"),
            IsLocked = row.OptionalTime("ClosedDate") is not null,
        };

    /// <summary>An opening post, which has the id of its topic, or a reply.</summary>
    public BulkPost Post(DumpRow row, bool isReply)
    {
        int score = row.Number("Score");
        return new BulkPost
        {
            Id = ids.Read(row, "Id"),
            TopicId = ids.Read(row, isReply ? "ParentId" : "Id"),
            AuthorId = ids.ReadOptional(row, "OwnerUserId"),
            AuthorName = row.OptionalText("OwnerDisplayName"),
            Body = row.Text("Body"),
            CreatedAt = row.Time("CreationDate"),
            EditedAt = row.OptionalTime("LastEditDate"),
            UpVotes = Math.Max(score, 0),
            DownVotes = Math.Max(-score, 0),
        };
    }

    public BulkPost Comment(DumpRow row) =>
        new()
        {
            Id = ids.ReadComment(row),
            ReplyToId = ids.Read(row, "PostId"),
            AuthorId = ids.ReadOptional(row, "UserId"),
            AuthorName = row.OptionalText("UserDisplayName"),
            Body = row.Text("Text"),
            CreatedAt = row.Time("CreationDate"),
            UpVotes = Math.Max(row.Number("Score"), 0),
        };

    /// <summary>A moderator's act; null for other events in a post's history.</summary>
    public BulkModeration? Moderation(DumpRow row)
    {
        string? action = row.Id("PostHistoryTypeId") switch
        {
            10 => "close",
            11 => "reopen",
            12 => "delete",
            13 => "undelete",
            14 => "lock",
            15 => "unlock",
            _ => null,
        };
        return action is null
            ? null
            : new BulkModeration
            {
                Id = ids.Read(row, "Id"),
                PostId = ids.Read(row, "PostId"),
                ModeratorId = ids.ReadOptional(row, "UserId"),
                Action = action,
                Comment = row.OptionalText("Comment"),
                CreatedAt = row.Time("CreationDate"),
            };
    }

    /// <summary>A vote for or against a post; null for other kinds of votes.</summary>
    public BulkVote? Vote(DumpRow row) =>
        row.Id("VoteTypeId") switch
        {
            2 => new BulkVote { PostId = ids.Read(row, "PostId"), IsUp = true },
            3 => new BulkVote { PostId = ids.Read(row, "PostId"), IsUp = false },
            _ => null,
        };
}
