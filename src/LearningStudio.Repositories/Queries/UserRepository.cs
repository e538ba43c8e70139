using LinqToDB.Async;

namespace LearningStudio.Repositories.Queries;

internal sealed class UserRepository(Func<ForumDb> connect) : IUserRepository
{
    private const int LargestList = 1000;

    public Task<UserActivity?> FindActivityAsync(long id, CancellationToken cancellationToken = default) =>
        connect.RunAsync(db => Activity(db, id).FirstRowAsync(cancellationToken));

    public Task<Account?> FindAccountAsync(string username, CancellationToken cancellationToken = default) =>
        connect.RunAsync(db =>
            db.Users()
                .Where(user => user.Username == username)
                .Select(user => new Account(user.Id, user.Username, user.TrustLevel))
                .FirstRowAsync(cancellationToken)
        );

    public Task<int> CountSeenSinceAsync(DateTimeOffset since, CancellationToken cancellationToken = default) =>
        connect.RunAsync(db => db.Users().CountAsync(user => user.LastSeenAt >= since, cancellationToken));

    public Task<IReadOnlyList<Author>> ListSeenSinceAsync(
        DateTimeOffset since,
        int limit,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LargestList);
        return connect.RunAsync(db =>
            db.Users()
                .Where(user => user.LastSeenAt >= since)
                .OrderByDescending(user => user.LastSeenAt)
                .ThenBy(user => user.Id)
                .Take(limit)
                .Select(user => new Author(user.Id, user.DisplayName))
                .ToReadOnlyListAsync(cancellationToken)
        );
    }

    private static IQueryable<UserActivity> Activity(ForumDb db, long id) =>
        from user in db.Users()
        where user.Id == id
        select new UserActivity(
            new Author(user.Id, user.DisplayName),
            user.TrustLevel,
            user.JoinedAt,
            db.Topics().Count(topic => topic.AuthorId == user.Id),
            db.Posts().Count(post => post.AuthorId == user.Id),
            db.Topics().Where(topic => topic.AuthorId == user.Id).Max(topic => (DateTimeOffset?)topic.CreatedAt),
            db.Posts().Where(post => post.AuthorId == user.Id).Max(post => (DateTimeOffset?)post.CreatedAt)
        );
}
