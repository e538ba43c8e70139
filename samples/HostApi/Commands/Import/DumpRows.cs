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
        return new BulkUser(
            ids.Read(row, "Id"),
            string.Create(CultureInfo.InvariantCulture, $"{site}-{id}"),
            row.OptionalText("DisplayName") ?? string.Create(CultureInfo.InvariantCulture, $"user{id}"),
            TrustLevels.FirstOrDefault(level => reputation >= level.Reputation).TrustLevel,
            row.Time("CreationDate"),
            row.OptionalTime("LastAccessDate")
        );
    }

    public BulkTopic Topic(DumpRow row, long forum) =>
        new(
            ids.Read(row, "Id"),
            forum,
            ids.ReadOptional(row, "OwnerUserId"),
            row.OptionalText("OwnerDisplayName"),
            row.Text("Title"),
            row.Time("CreationDate"),
            row.Number("ViewCount"),
            IsLocked: row.OptionalTime("ClosedDate") is not null
        );

    /// <summary>An opening post, which has the id of its topic, or a reply.</summary>
    public BulkPost Post(DumpRow row, bool isReply)
    {
        int score = row.Number("Score");
        return new BulkPost(
            ids.Read(row, "Id"),
            ids.Read(row, isReply ? "ParentId" : "Id"),
            null,
            ids.ReadOptional(row, "OwnerUserId"),
            row.OptionalText("OwnerDisplayName"),
            row.Text("Body"),
            row.Time("CreationDate"),
            row.OptionalTime("LastEditDate"),
            Math.Max(score, 0),
            Math.Max(-score, 0)
        );
    }

    public BulkPost Comment(DumpRow row) =>
        new(
            ids.ReadComment(row),
            null,
            ids.Read(row, "PostId"),
            ids.ReadOptional(row, "UserId"),
            row.OptionalText("UserDisplayName"),
            row.Text("Text"),
            row.Time("CreationDate"),
            UpVotes: Math.Max(row.Number("Score"), 0)
        );

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
            : new BulkModeration(
                ids.Read(row, "Id"),
                ids.Read(row, "PostId"),
                ids.ReadOptional(row, "UserId"),
                action,
                row.OptionalText("Comment"),
                row.Time("CreationDate")
            );
    }

    /// <summary>A vote for or against a post; null for other kinds of votes.</summary>
    public BulkVote? Vote(DumpRow row) =>
        row.Id("VoteTypeId") switch
        {
            2 => new BulkVote(ids.Read(row, "PostId"), IsUp: true),
            3 => new BulkVote(ids.Read(row, "PostId"), IsUp: false),
            _ => null,
        };
}
