using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Schema;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Repositories.Tests.Queries;

public sealed class UserReadModelTestsOnSqlite(RandomForum<Sqlite> forum) : UserReadModelTests<Sqlite>(forum);

public sealed class UserReadModelTestsOnPostgreSql(RandomForum<PostgreSql> forum)
    : UserReadModelTests<PostgreSql>(forum);

/// <summary>Users, lists of them and their figures are what a model makes of the rows.</summary>
public abstract class UserReadModelTests<TEngine>(RandomForum<TEngine> forum) : IClassFixture<RandomForum<TEngine>>
    where TEngine : ITestEngine, new()
{
    private static readonly long[] Ids = [.. Enumerable.Range(0, RandomRows.Users + 2).Select(id => (long)id)];

    private ForumModel Model => forum.Model;

    [Fact]
    public async Task User_IsFoundWhetherInUseOrNot()
    {
        foreach ((IUserRepository users, bool isNative) in Repositories())
        {
            foreach (long id in Ids)
            {
                (await users.FindAsync(id)).ShouldBe(Profiles(user => user.Id == id).SingleOrDefault());
                string email = $"Box{id}@example.ORG";
                (await users.FindByEmailAsync(email)).ShouldBe(
                    Profiles(user => string.Equals(user.Email, email, StringComparison.OrdinalIgnoreCase))
                        .MinBy(user => user.User.Id),
                    email
                );
                string name = Model.UserOf(id)?.Username ?? "nobody";
                Account? account = Model
                    .ActiveUsers.Where(user => user.Username == name)
                    .Select(ForumModel.Account)
                    .SingleOrDefault();
                (await users.FindAccountAsync(name)).ShouldBe(account);
                (await users.FindAccountAsync(isNative ? name.ToUpperInvariant() : name)).ShouldBe(account);
            }

            foreach (string subject in Ids.SelectMany(id => new[] { $"sso|{id}", $"SSO|{id}" }))
            {
                (await users.FindAccountBySubjectAsync(subject)).ShouldBe(
                    Model.Users.Where(user => user.Subject == subject).Select(ForumModel.Account).SingleOrDefault()
                );
            }

            (await users.GetByIdsAsync([.. Ids.Reverse().Where(id => id % 3 != 0)])).ShouldBe(
                Profiles(user => user.Id % 3 != 0).OrderBy(user => user.User.Id)
            );
        }
    }

    [Fact]
    public async Task Lists_AreOfThoseInUse()
    {
        foreach ((IUserRepository users, _) in Repositories())
        {
            (await users.CountActiveAsync()).ShouldBe(Model.ActiveUsers.Count());
            (await users.FindLatestAsync()).ShouldBe(Latest(_ => true).First());
            (await users.GetModeratorsAsync()).ShouldBe(
                Profiles(user => user is { IsActive: true, IsModerator: true }).OrderBy(user => user.User.Id)
            );
            for (int level = -1; level <= 5; level++)
            {
                await Pages.ShouldBeAsync(
                    page => users.ListByTrustLevelAsync(level, page),
                    Latest(user => user.TrustLevel == level),
                    $"level {level}",
                    size: 1
                );
            }

            foreach (string text in new[] { "user", "NAME", "1", "u_", "_", "%", "00%", @"\", "nobody" })
            {
                await Pages.ShouldBeAsync(
                    page => users.SearchAsync(text, page),
                    Latest(user =>
                        WordModel.Finds(user.Username, text, hasWords: false)
                        || WordModel.Finds(user.DisplayName, text, hasWords: false)
                    ),
                    text,
                    size: 2
                );
            }
        }
    }

    [Fact]
    public async Task Seen_AreThoseFromTheMomentOnLatestFirst()
    {
        foreach ((IUserRepository users, DateTimeOffset since) in Moments())
        {
            Author[] seen =
            [
                .. Model
                    .ActiveUsers.Where(user => user.LastSeenAt >= since)
                    .OrderByDescending(user => user.LastSeenAt)
                    .ThenBy(user => user.Id)
                    .Select(user => new Author(user.Id, user.DisplayName)),
            ];
            (await users.CountSeenSinceAsync(since)).ShouldBe(seen.Length, $"{since:O}");
            (await users.GetSeenSinceAsync(since, 1000)).ShouldBe(seen, $"{since:O}");
            (await users.GetSeenSinceAsync(since, 2)).ShouldBe(seen.Take(2), $"{since:O}");
        }
    }

    [Fact]
    public async Task Writers_AreThoseWithMostVisiblePostsFirst()
    {
        foreach ((IUserRepository users, DateTimeOffset since) in Moments())
        {
            PostRow[] posts = [.. Model.PostsFor().Where(post => post.CreatedAt >= since)];
            UserPostCount[] writers =
            [
                .. Counts(Model.ActiveUsers, posts)
                    .Where(user => user.Posts > 0)
                    .OrderByDescending(user => user.Posts)
                    .ThenBy(user => user.User.Id),
            ];
            (await users.GetActiveSinceAsync(since, 1000)).ShouldHaveValuesOf(writers, $"{since:O}");
            (await users.GetActiveSinceAsync(since, 3)).ShouldHaveValuesOf(writers.Take(3), $"{since:O}");
        }
    }

    [Fact]
    public async Task Figures_AreOfWhatEverybodySees()
    {
        foreach ((IUserRepository users, _) in Repositories())
        {
            (await users.GetPostCountsAsync([.. Ids.Reverse().Where(id => id % 4 != 0)])).ShouldHaveValuesOf([
                .. Counts(Model.Users.Where(user => user.Id % 4 != 0), [.. Model.PostsFor()])
                    .OrderBy(user => user.User.Id),
            ]);
            foreach (long id in Ids)
            {
                (await users.FindActivityAsync(id)).ShouldHaveValuesOf(
                    Model.ActiveUsers.Where(user => user.Id == id).Select(Activity).SingleOrDefault(),
                    $"user {id}"
                );
            }
        }
    }

    private UserActivity Activity(UserRow user)
    {
        TopicRow[] topics = [.. Model.TopicsFor().Where(topic => topic.AuthorId == user.Id)];
        PostRow[] posts = [.. Model.PostsFor().Where(post => post.AuthorId == user.Id)];
        return new UserActivity
        {
            User = new Author(user.Id, user.DisplayName),
            TrustLevel = user.TrustLevel,
            JoinedAt = user.JoinedAt,
            TopicCount = topics.Length,
            PostCount = posts.Length,
            LastTopicAt = topics.Max(topic => (DateTimeOffset?)topic.CreatedAt),
            LastPostAt = posts.Max(post => (DateTimeOffset?)post.CreatedAt),
        };
    }

    private static IEnumerable<UserPostCount> Counts(IEnumerable<UserRow> users, IReadOnlyCollection<PostRow> posts) =>
        users.Select(user => new UserPostCount
        {
            User = new Author(user.Id, user.DisplayName),
            Posts = posts.Count(post => post.AuthorId == user.Id),
        });

    private IEnumerable<UserProfile> Profiles(Func<UserRow, bool> filter) =>
        Model.Users.Where(filter).Select(ForumModel.Profile);

    private IEnumerable<UserProfile> Latest(Func<UserRow, bool> filter) =>
        Model.ActiveUsers.Where(filter).OrderByDescending(user => (user.JoinedAt, user.Id)).Select(ForumModel.Profile);

    private IEnumerable<(IUserRepository Users, DateTimeOffset Since)> Moments() =>
        Repositories().SelectMany(both => RandomRows.Moments.Select(since => (both.Users, since)));

    private IEnumerable<(IUserRepository Users, bool IsNative)> Repositories() =>
        forum.Both.Select(both => (both.Services.GetRequiredService<IUserRepository>(), both.IsNative));
}
