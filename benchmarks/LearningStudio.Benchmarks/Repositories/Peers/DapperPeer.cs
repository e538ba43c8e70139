using System.Data.Common;
using Dapper;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.Benchmarks.Repositories.Peers;

/// <summary>Dapper with SQL by hand.</summary>
/// <param name="connect">Makes a connection, closed.</param>
/// <param name="sameName">The comparison of a username, as the database's index has it.</param>
/// <param name="time">Reads a moment as the database holds it.</param>
internal sealed class DapperPeer<TTime>(Func<DbConnection> connect, string sameName, Func<TTime, DateTimeOffset> time)
    : IPeer
    where TTime : struct
{
    public const int PageSize = 20;

    private const string UserSql = """
        SELECT id AS Id, display_name AS DisplayName, username AS Username, trust_level AS TrustLevel,
          is_active AS IsActive, is_moderator AS IsModerator, joined_at AS JoinedAt, last_seen_at AS LastSeenAt
        FROM users WHERE id = @id
        """;

    private const string TopicPageSql = """
        SELECT p.id AS Id, p.reply_to_id AS ReplyToId, p.author_id AS AuthorId, u.display_name AS DisplayName,
          p.author_name AS AuthorName, u.trust_level AS TrustLevel, p.body AS Body, p.created_at AS CreatedAt,
          p.edited_at AS EditedAt, p.up_votes AS UpVotes, p.down_votes AS DownVotes, p.is_approved AS IsApproved
        FROM posts p JOIN topics t ON t.id = p.topic_id LEFT JOIN users u ON u.id = p.author_id
        WHERE p.topic_id = @topicId AND p.is_approved AND p.deleted_at IS NULL AND t.is_approved AND t.deleted_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM forums f WHERE f.id = t.forum_id AND f.minimum_trust_level > 0)
        ORDER BY p.created_at, p.id LIMIT @take OFFSET @skip
        """;

    private readonly string _accountSql = $"""
        SELECT id AS Id, username AS Username, trust_level AS TrustLevel FROM users WHERE is_active AND {sameName}
        """;

    public async Task<UserProfile?> FindUserAsync(long id)
    {
        await using DbConnection connection = connect();
        UserLine<TTime>? user = await connection.QueryFirstOrDefaultAsync<UserLine<TTime>>(UserSql, new { id });
        return user?.ToProfile(time);
    }

    public async Task<Account?> FindAccountAsync(string username)
    {
        await using DbConnection connection = connect();
        AccountLine? account = await connection.QueryFirstOrDefaultAsync<AccountLine>(_accountSql, new { username });
        return account is null ? null : new Account(account.Id, account.Username, account.TrustLevel);
    }

    public async Task<IReadOnlyList<PostView>> ReadTopicPageAsync(long topicId, int number)
    {
        await using DbConnection connection = connect();
        IEnumerable<PostLine<TTime>> posts = await connection.QueryAsync<PostLine<TTime>>(
            TopicPageSql,
            new
            {
                topicId,
                take = PageSize + 1,
                skip = (number - 1) * PageSize,
            }
        );
        return [.. posts.Take(PageSize).Select(post => post.ToView(time))];
    }

    private sealed class AccountLine
    {
        public long Id { get; init; }
        public string Username { get; init; } = "";
        public int TrustLevel { get; init; }
    }
}
