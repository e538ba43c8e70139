using System.Globalization;
using LearningStudio.Repositories.Reading.Paging;
using LearningStudio.Repositories.Sql;

namespace LearningStudio.Repositories.Reading.Queries;

internal sealed class UserRepository(ForumDatabase database, PageReader pages) : IUserRepository
{
    public Task<UserProfile?> FindAsync(long id, CancellationToken cancellationToken = default) =>
        database.FirstAsync(UserLists.ById, [id], cancellationToken);

    public Task<UserProfile?> FindByEmailAsync(string email, CancellationToken cancellationToken = default) =>
        database.FirstAsync(UserLists.ByEmail, [database.Dialect.Text(email), 1], cancellationToken);

    public Task<IReadOnlyList<UserProfile>> GetByIdsAsync(
        IReadOnlyCollection<long> ids,
        CancellationToken cancellationToken = default
    ) => database.ListAsync(UserLists.OfIds, [database.Set(ids)], cancellationToken);

    public Task<UserActivity?> FindActivityAsync(long id, CancellationToken cancellationToken = default) =>
        database.FirstAsync(UserStats.Activity, [id], cancellationToken);

    public Task<Account?> FindAccountAsync(string username, CancellationToken cancellationToken = default) =>
        database.FirstAsync(
            database.IsNative ? UserLists.Account : UserLists.ExactAccount,
            [database.Dialect.Text(username)],
            cancellationToken
        );

    public async Task<Account?> FindAccountBySubjectAsync(string subject, CancellationToken cancellationToken = default)
    {
        if (!Guard.IsSubject(subject))
        {
            return null;
        }

        Account? account = await database
            .FirstAsync(UserLists.AccountOfSubject, [subject], cancellationToken)
            .ConfigureAwait(false);
        // A column of another forum may be compared without regard to case.
        return string.Equals(account?.Subject, subject, StringComparison.Ordinal) ? account : null;
    }

    public Task<int> CountActiveAsync(CancellationToken cancellationToken = default) =>
        database.FirstAsync(UserStats.Active, [], cancellationToken);

    public Task<UserProfile?> FindLatestAsync(CancellationToken cancellationToken = default) =>
        database.FirstAsync(UserLists.Latest, [1], cancellationToken);

    public Task<int> CountSeenSinceAsync(DateTimeOffset since, CancellationToken cancellationToken = default) =>
        database.FirstAsync(UserStats.SeenSince, [since], cancellationToken);

    public Task<IReadOnlyList<Author>> GetSeenSinceAsync(
        DateTimeOffset since,
        int limit,
        CancellationToken cancellationToken = default
    )
    {
        Guard.Limit(limit);
        return database.ListAsync(UserLists.SeenSince, [since, limit], cancellationToken);
    }

    public Task<IReadOnlyList<UserPostCount>> GetActiveSinceAsync(
        DateTimeOffset since,
        int limit,
        CancellationToken cancellationToken = default
    )
    {
        Guard.Limit(limit);
        return database.ListAsync(UserStats.WritersSince, [since, limit], cancellationToken);
    }

    public Task<IReadOnlyList<UserPostCount>> GetPostCountsAsync(
        IReadOnlyCollection<long> ids,
        CancellationToken cancellationToken = default
    ) => database.ListAsync(UserStats.PostCounts, [database.Set(ids)], cancellationToken);

    public Task<Page<UserProfile>> ListByTrustLevelAsync(
        int trustLevel,
        PageRequest page,
        CancellationToken cancellationToken = default
    ) =>
        pages.ReadAsync(
            UserLists.OfTrustLevel,
            string.Create(CultureInfo.InvariantCulture, $"users of level {trustLevel}"),
            [trustLevel],
            page,
            cancellationToken
        );

    public Task<IReadOnlyList<UserProfile>> GetModeratorsAsync(CancellationToken cancellationToken = default) =>
        database.ListAsync(UserLists.Moderators, [Guard.MaxListSize], cancellationToken);

    public Task<Page<UserProfile>> SearchAsync(
        string text,
        PageRequest page,
        CancellationToken cancellationToken = default
    ) => pages.SearchAsync(null, UserLists.WithText, "users", text, page, cancellationToken);
}
