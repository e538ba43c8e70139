namespace LearningStudio.Benchmarks.Repositories.Peers;

/// <summary>The tables as EF Core's model has them: what the compared reads use.</summary>
internal static class Entities
{
    public sealed class User
    {
        public long Id { get; init; }
        public string DisplayName { get; init; } = "";
        public string Username { get; init; } = "";
        public int TrustLevel { get; init; }
        public bool IsActive { get; init; }
        public bool IsModerator { get; init; }
        public DateTimeOffset JoinedAt { get; init; }
        public DateTimeOffset? LastSeenAt { get; init; }
    }

    public sealed class Forum
    {
        public long Id { get; init; }
        public int MinimumTrustLevel { get; init; }
    }

    public sealed class Topic
    {
        public long Id { get; init; }
        public long ForumId { get; init; }
        public Forum Forum { get; init; } = null!;
        public bool IsApproved { get; init; }
        public DateTimeOffset? DeletedAt { get; init; }
    }

    public sealed class Post
    {
        public long Id { get; init; }
        public long TopicId { get; init; }
        public Topic Topic { get; init; } = null!;
        public long? ReplyToId { get; init; }
        public long? AuthorId { get; init; }
        public User? Author { get; init; }
        public string? AuthorName { get; init; }
        public string Body { get; init; } = "";
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset? EditedAt { get; init; }
        public int UpVotes { get; init; }
        public int DownVotes { get; init; }
        public bool IsApproved { get; init; }
        public DateTimeOffset? DeletedAt { get; init; }
    }
}
