using LearningStudio.Repositories.BulkLoad;

namespace LearningStudio.HostApi.Commands.Import;

/// <summary>Maps lines to rows. Their ids are shifted by the first id of the load; forums are known by their slugs.</summary>
/// <param name="firstId">What to add to ids.</param>
/// <param name="width">The limit of ids, exclusive.</param>
internal sealed class JsonLineRows(long firstId, long width)
{
    private const int MaxTrustLevel = 4;
    private readonly Dictionary<string, long> _forums = new(StringComparer.Ordinal);

    public BulkUser User(JsonLine line)
    {
        string username = line.Key("username");
        return new BulkUser
        {
            Id = Id(line, "id"),
            Username = username,
            DisplayName = line.OptionalText("displayName") ?? username,
            TrustLevel = line.Number("trustLevel", 0, MaxTrustLevel),
            JoinedAt = line.Time("joinedAt"),
            LastSeenAt = line.OptionalTime("lastSeenAt"),
        };
    }

    /// <summary>A forum, whose parent has been placed before it.</summary>
    public BulkForum Forum(JsonLine line) =>
        new()
        {
            ParentId = line.OptionalKey("parent") is { } parent
                ? Find(parent) ?? throw line.Expected("the slug of a forum on an earlier line", "parent")
                : null,
            Slug = line.Key("slug"),
            Name = line.Text("name"),
            Description = line.OptionalText("description") ?? "",
            Position = line.Number("position"),
        };

    /// <summary>Says which id a forum has in the database.</summary>
    public void Place(string slug, long id) => _forums[slug] = id;

    public BulkTopic Topic(JsonLine line) =>
        new()
        {
            Id = Id(line, "id"),
            ForumId =
                Find(line.Key("forum"))
                ?? throw line.Expected($"the slug of a forum of {JsonLinesFolder.Forums}", "forum"),
            AuthorId = OptionalId(line, "authorId"),
            AuthorName = line.OptionalText("authorName"),
            Title = line.Text("title"),
            CreatedAt = line.Time("createdAt"),
            ViewCount = line.Number("viewCount"),
            IsLocked = line.Flag("isLocked"),
            IsPinned = line.Flag("isPinned"),
        };

    /// <summary>An opening post or a reply, which names its topic, or a comment, which names the post it comments on.</summary>
    public BulkPost Post(JsonLine line)
    {
        long? replyTo = OptionalId(line, "replyToId");
        return new BulkPost
        {
            Id = Id(line, "id"),
            TopicId = replyTo is null ? Id(line, "topicId") : OptionalId(line, "topicId"),
            ReplyToId = replyTo,
            AuthorId = OptionalId(line, "authorId"),
            AuthorName = line.OptionalText("authorName"),
            Body = line.Text("body"),
            CreatedAt = line.Time("createdAt"),
            EditedAt = line.OptionalTime("editedAt"),
            UpVotes = line.Number("upVotes"),
            DownVotes = line.Number("downVotes"),
        };
    }

    private long? Find(string slug) => _forums.TryGetValue(slug, out long id) ? id : null;

    private long Id(JsonLine line, string name) => firstId + line.Id(name, width);

    private long? OptionalId(JsonLine line, string name) => firstId + line.OptionalId(name, width);
}
