using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Sql;
using LearningStudio.Repositories.Writing;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace LearningStudio.Repositories.BulkLoad;

internal sealed class ForumBulkLoad(ForumDb db, ForumDatabase database, long firstId) : IForumBulkLoad
{
    private static readonly BulkCopyOptions LeaveExisting = new()
    {
        BulkCopyType = BulkCopyType.MultipleRows,
        ConflictAction = ConflictAction.Ignore,
        KeepIdentity = true,
        // Text as a literal would lose what follows a NUL.
        UseParameters = true,
    };

    public long FirstId => firstId;

    public Task AddUsersAsync(IReadOnlyCollection<BulkUser> users, CancellationToken cancellationToken = default) =>
        CopyAsync(
            users.Select(user => new UserRow
            {
                Id = user.Id,
                Username = Text(user.Username),
                Subject = Text(user.Subject),
                Role = user.Role,
                IsModerator = user.Role >= AccountRole.Moderator,
                DisplayName = Text(user.DisplayName),
                TrustLevel = user.TrustLevel,
                IsActive = true,
                JoinedAt = user.JoinedAt,
                LastSeenAt = user.LastSeenAt,
            }),
            cancellationToken
        );

    public async Task<long> EnsureForumAsync(BulkForum forum, CancellationToken cancellationToken = default)
    {
        long? known = await db.GetTable<ForumRow>()
            .Where(row => row.Slug == forum.Slug)
            .Select(row => (long?)row.Id)
            .FirstOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
        return known
            ?? await db.GetTable<ForumRow>()
                .Value(row => row.ParentId, forum.ParentId)
                .Value(row => row.Slug, Text(forum.Slug))
                .Value(row => row.Name, Text(forum.Name))
                .Value(row => row.Description, Text(forum.Description))
                .Value(row => row.Position, forum.Position)
                .InsertWithInt64IdentityAsync(cancellationToken)
                .ConfigureAwait(false)
            ?? throw new InvalidOperationException("The database returned no id for the new forum.");
    }

    public Task AddTopicsAsync(IReadOnlyCollection<BulkTopic> topics, CancellationToken cancellationToken = default) =>
        CopyAsync(
            topics.Select(topic => new TopicRow
            {
                Id = topic.Id,
                ForumId = topic.ForumId,
                AuthorId = topic.AuthorId,
                AuthorName = TextOrNull(topic.AuthorName),
                Title = Text(topic.Title),
                Slug = Slugs.Create(Text(topic.Title), topic.Id),
                CreatedAt = topic.CreatedAt,
                LastPostAt = topic.CreatedAt,
                ViewCount = topic.ViewCount,
                IsLocked = topic.IsLocked,
                IsPinned = topic.IsPinned,
                IsApproved = true,
            }),
            cancellationToken
        );

    public Task AddPostsAsync(IReadOnlyCollection<BulkPost> posts, CancellationToken cancellationToken = default) =>
        CopyAsync(posts.Select(Storable), cancellationToken);

    public Task AddVotesAsync(IReadOnlyCollection<BulkVote> votes, CancellationToken cancellationToken = default) =>
        CopyAsync(votes.Select(StagedVote.From), cancellationToken);

    public Task AddModerationAsync(
        IReadOnlyCollection<BulkModeration> actions,
        CancellationToken cancellationToken = default
    ) => CopyAsync(actions.Select(Storable), cancellationToken);

    private Task<BulkCopyRowsCopied> CopyAsync<TRow>(IEnumerable<TRow> rows, CancellationToken cancellationToken)
        where TRow : class => db.GetTable<TRow>().BulkCopyAsync(LeaveExisting, rows, cancellationToken);

    private BulkPost Storable(BulkPost post) =>
        new()
        {
            Id = post.Id,
            TopicId = post.TopicId,
            ReplyToId = post.ReplyToId,
            AuthorId = post.AuthorId,
            AuthorName = TextOrNull(post.AuthorName),
            Body = Text(post.Body),
            CreatedAt = post.CreatedAt,
            EditedAt = post.EditedAt,
            UpVotes = post.UpVotes,
            DownVotes = post.DownVotes,
        };

    private BulkModeration Storable(BulkModeration entry) =>
        new()
        {
            Id = entry.Id,
            PostId = entry.PostId,
            ModeratorId = entry.ModeratorId,
            Action = entry.Action,
            Comment = TextOrNull(entry.Comment),
            CreatedAt = entry.CreatedAt,
        };

    private string Text(string text) => database.Dialect.Text(text);

    private string? TextOrNull(string? text) => text is null ? null : Text(text);
}
