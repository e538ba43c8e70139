using System.Globalization;
using LearningStudio.Repositories.Reading.Paging;
using LearningStudio.Repositories.Sql;

namespace LearningStudio.Repositories.Reading.Queries;

internal sealed class UserRepository(ForumStore store, PageReader pages) : IUserRepository
{
    public Task<UserProfile?> FindAsync(long id, CancellationToken cancellationToken = default) =>
        store.FirstAsync(UserLists.ById, [id], cancellationToken);

    public Task<UserProfile?> FindByEmailAsync(string email, CancellationToken cancellationToken = default) =>
        store.FirstAsync(UserLists.ByEmail, [store.Engine.Text(email), 1], cancellationToken);

    public Task<IReadOnlyList<UserProfile>> GetByIdsAsync(
        IReadOnlyCollection<long> ids,
        CancellationToken cancellationToken = default
    ) => store.ListAsync(UserLists.OfIds, [store.Set(ids)], cancellationToken);

    public Task<UserActivity?> FindActivityAsync(long id, CancellationToken cancellationToken = default) =>
        store.FirstAsync(UserFigures.Activity, [id], cancellationToken);

    public Task<Account?> FindAccountAsync(string username, CancellationToken cancellationToken = default) =>
        store.FirstAsync(
            store.IsNative ? UserLists.Account : UserLists.ExactAccount,
            [store.Engine.Text(username)],
            cancellationToken
        );

    public async Task<Account?> FindAccountBySubjectAsync(string subject, CancellationToken cancellationToken = default)
    {
        if (!Bounds.IsSubject(subject))
        {
            return null;
        }

        Account? account = await store
            .FirstAsync(UserLists.AccountOfSubject, [subject], cancellationToken)
            .ConfigureAwait(false);
        // A column of another forum may be compared without regard to case.
        return string.Equals(account?.Subject, subject, StringComparison.Ordinal) ? account : null;
    }

    public Task<int> CountActiveAsync(CancellationToken cancellationToken = default) =>
        store.FirstAsync(UserFigures.Active, [], cancellationToken);

    public Task<UserProfile?> FindLatestAsync(CancellationToken cancellationToken = default) =>
        store.FirstAsync(UserLists.Latest, [1], cancellationToken);

    public Task<int> CountSeenSinceAsync(DateTimeOffset since, CancellationToken cancellationToken = default) =>
        store.FirstAsync(UserFigures.SeenSince, [since], cancellationToken);

    public Task<IReadOnlyList<Author>> ListSeenSinceAsync(
        DateTimeOffset since,
        int limit,
        CancellationToken cancellationToken = default
    )
    {
        Bounds.Limit(limit);
        return store.ListAsync(UserLists.SeenSince, [since, limit], cancellationToken);
    }

    public Task<IReadOnlyList<UserPosts>> ListActiveSinceAsync(
        DateTimeOffset since,
        int limit,
        CancellationToken cancellationToken = default
    )
    {
        Bounds.Limit(limit);
        return store.ListAsync(UserFigures.WritersSince, [since, limit], cancellationToken);
    }

    public Task<IReadOnlyList<UserPosts>> GetPostCountsAsync(
        IReadOnlyCollection<long> ids,
        CancellationToken cancellationToken = default
    ) => store.ListAsync(UserFigures.PostCounts, [store.Set(ids)], cancellationToken);

    public Task<Page<UserProfile>> GetByTrustLevelAsync(
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

    public Task<IReadOnlyList<UserProfile>> ListModeratorsAsync(CancellationToken cancellationToken = default) =>
        store.ListAsync(UserLists.Moderators, [Bounds.LargestList], cancellationToken);

    public Task<Page<UserProfile>> SearchAsync(
        string text,
        PageRequest page,
        CancellationToken cancellationToken = default
    ) => pages.SearchAsync(null, UserLists.WithText, "users", text, page, cancellationToken);
}
