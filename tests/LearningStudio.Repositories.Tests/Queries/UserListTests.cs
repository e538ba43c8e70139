using LearningStudio.Repositories.Reading;

namespace LearningStudio.Repositories.Tests.Queries;

public sealed class UserListTestsOnSqlite : UserListTests<Sqlite>;

public sealed class UserListTestsOnPostgreSql : UserListTests<PostgreSql>;

public abstract class UserListTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private readonly TestForum<TEngine> _database = new();

    private IUserRepository Users => _database.Get<IUserRepository>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SampleForum.LoadAsync(_database.Loader);
        await _database.ExecuteAsync("UPDATE users SET email = 'Ann@Example.org', is_moderator = TRUE WHERE id = 1");
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task User_IsFoundByIdAddressAndName()
    {
        var ann = new UserProfile(
            new Author(1, "Ann"),
            "user1",
            TrustLevel: 1,
            IsActive: true,
            IsModerator: true,
            SampleForum.At(1),
            SampleForum.At(1)
        );

        (await Users.FindAsync(1)).ShouldBe(ann);
        (await Users.FindAsync(99)).ShouldBeNull();
        (await Users.FindByEmailAsync("ann@example.ORG")).ShouldBe(ann);
        (await Users.FindByEmailAsync("bob@example.org")).ShouldBeNull();
        (await Users.FindAccountAsync("USER1")).ShouldBe(new Account(1, "user1", 1));
        (await Users.FindAccountAsync("Ann")).ShouldBeNull();
        (await Users.GetByIdsAsync([3, 1, 99])).Select(user => user.User.Name).ShouldBe(["Ann", "Cid"]);
    }

    [Fact]
    public async Task InactiveUsers_AreFoundAndNotListed()
    {
        await _database.ExecuteAsync("UPDATE users SET is_active = FALSE WHERE id IN (1, 3)");

        (await Users.FindAsync(3))!.IsActive.ShouldBeFalse();
        (await Users.FindAccountAsync("user3")).ShouldBeNull();
        (await Users.CountActiveAsync()).ShouldBe(1);
        (await Users.FindLatestAsync())!.User.Name.ShouldBe("Bob");
        (await Users.GetModeratorsAsync()).ShouldBeEmpty();
        (await Users.GetActiveSinceAsync(SampleForum.Start, 10)).ShouldHaveValuesOf([
            new UserPostCount { User = new Author(2, "Bob"), Posts = 6 },
        ]);
        (await Users.SearchAsync("user", PageRequest.First)).Items.Select(user => user.User.Name).ShouldBe(["Bob"]);
        (await Users.ListByTrustLevelAsync(3, PageRequest.First)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Lists_HoldWhoTheyAreFor()
    {
        (await Users.CountActiveAsync()).ShouldBe(3);
        (await Users.FindLatestAsync())!.User.Name.ShouldBe("Cid");
        (await Users.GetModeratorsAsync()).Select(user => user.User.Name).ShouldBe(["Ann"]);
        (await Users.ListByTrustLevelAsync(2, PageRequest.First))
            .Items.Select(user => user.User.Name)
            .ShouldBe(["Bob"]);
        (await Users.SearchAsync("AN", PageRequest.First)).Items.Select(user => user.User.Name).ShouldBe(["Ann"]);
        (await Users.SearchAsync("ser3", PageRequest.First)).Items.Select(user => user.User.Name).ShouldBe(["Cid"]);
        (await Users.SearchAsync("%", PageRequest.First)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task PostCounts_AreOfVisiblePosts()
    {
        await _database.ExecuteAsync("UPDATE posts SET is_approved = FALSE WHERE id = 1001");

        (await Users.GetPostCountsAsync([1, 2, 3, 99])).ShouldHaveValuesOf([
            new UserPostCount { User = new Author(1, "Ann"), Posts = 3 },
            new UserPostCount { User = new Author(2, "Bob"), Posts = 5 },
            new UserPostCount { User = new Author(3, "Cid"), Posts = 0 },
        ]);
        (await Users.GetActiveSinceAsync(SampleForum.At(300), 1)).ShouldHaveValuesOf([
            new UserPostCount { User = new Author(2, "Bob"), Posts = 2 },
        ]);
    }

    [Fact]
    public async Task Accounts_AreTouchedAndTakenOutOfUse()
    {
        bool[] done = await _database
            .Get<IForumUnitOfWork>()
            .ExecuteAsync(
                async (s, ct) =>
                    new[]
                    {
                        await s.Users.MarkSeenAsync(1, SampleForum.At(99), ct),
                        await s.Users.MarkSeenAsync(1, SampleForum.At(98), ct),
                        await s.Users.MarkSeenAsync(77, SampleForum.At(98), ct),
                        await s.Users.DeactivateAsync(2, ct),
                        await s.Users.DeactivateAsync(2, ct),
                        await s.Users.ActivateAsync(2, ct),
                        await s.Users.ActivateAsync(3, ct),
                    }
            );

        done.ShouldBe([true, true, false, true, false, true, false]);
        (await Users.FindAsync(1))!.LastSeenAt.ShouldBe(SampleForum.At(99));
    }
}
