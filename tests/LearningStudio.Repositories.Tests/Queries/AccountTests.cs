using System.Data.Common;
using LearningStudio.Repositories.BulkLoad;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.Repositories.Tests.Queries;

public sealed class AccountTestsOnSqlite : AccountTests<Sqlite>;

public sealed class AccountTestsOnPostgreSql : AccountTests<PostgreSql>;

/// <summary>Whom a subject means, and what the account may do.</summary>
public abstract class AccountTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private readonly TestForum<TEngine> _database = new();
    private int _sources;

    private IUserRepository Users => _database.Get<IUserRepository>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SampleForum.LoadAsync(_database.Loader);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData("user1", 1)]
    [InlineData("User1", null)]
    [InlineData("USER1", null)]
    [InlineData("user1 ", null)]
    [InlineData("user1\0", null)]
    [InlineData("user1\uFFFD", null)]
    [InlineData("user1\uD800", null)]
    [InlineData("user", null)]
    [InlineData("", null)]
    [InlineData("%", null)]
    public async Task Subject_IsComparedCharacterByCharacter(string subject, int? id) =>
        ((int?)(await Users.FindAccountBySubjectAsync(subject))?.Id).ShouldBe(id);

    [Fact]
    public async Task NewAccounts_HaveTheirNameAsSubjectAndNoMoreRoleThanGiven()
    {
        await _database.ExecuteAsync(
            "INSERT INTO users (id, username, display_name, joined_at) SELECT 50, 'Ännchen', 'Ä', joined_at FROM users WHERE id = 1"
        );
        await LoadAsync(id => new BulkUser
        {
            Id = id,
            Username = "eve",
            DisplayName = "Eve",
            TrustLevel = 4,
            JoinedAt = SampleForum.Start,
        });
        await LoadAsync(id => new BulkUser
        {
            Id = id,
            Username = "fay",
            DisplayName = "Fay",
            TrustLevel = 0,
            JoinedAt = SampleForum.Start,
            Subject = "sso|7",
            Role = AccountRole.Lead,
        });

        (await Users.FindAccountBySubjectAsync("Ännchen"))!.Role.ShouldBe(AccountRole.User);
        (await Users.FindAccountBySubjectAsync("ännchen")).ShouldBeNull();
        (await Users.FindAccountBySubjectAsync("eve"))!.Role.ShouldBe(AccountRole.User);
        Account fay = (await Users.FindAccountBySubjectAsync("sso|7"))!;
        (fay.Username, fay.Role, fay.IsActive).ShouldBe(("fay", AccountRole.Lead, true));
        (await Users.FindAccountBySubjectAsync("fay")).ShouldBeNull("the subject took the name's place");
        (await Users.FindAccountAsync("FAY")).ShouldBe(fay);
        (await Users.GetModeratorsAsync()).ShouldHaveSingleItem().Username.ShouldBe("fay");
    }

    [Fact]
    public async Task Subject_BelongsToOneAccount()
    {
        (await SetSubjectAsync(1, "user2")).ShouldBeFalse("it is another's by default");
        (await SetSubjectAsync(1, "sso|1")).ShouldBeTrue();
        (await SetSubjectAsync(1, "sso|1")).ShouldBeTrue();
        (await SetSubjectAsync(2, "sso|1")).ShouldBeFalse();
        (await SetSubjectAsync(2, "SSO|1")).ShouldBeTrue("another case is another subject");
        (await SetSubjectAsync(99, "sso|9")).ShouldBeFalse();

        (await Users.FindAccountBySubjectAsync("sso|1"))!.Id.ShouldBe(1);
        (await Users.FindAccountBySubjectAsync("SSO|1"))!.Id.ShouldBe(2);
        (await Users.FindAccountBySubjectAsync("user1")).ShouldBeNull();
        await LoadAsync(id => new BulkUser
        {
            Id = id,
            Username = "sso|1",
            DisplayName = "Thief",
            TrustLevel = 0,
            JoinedAt = SampleForum.Start,
        });
        (await Users.FindAccountAsync("sso|1")).ShouldBeNull("a name that is a subject is taken");
        await Should.ThrowAsync<DbException>(() =>
            _database.ExecuteAsync("UPDATE users SET subject = 'sso|1' WHERE id = 3")
        );
    }

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    [InlineData(0, false)]
    public async Task Subject_HasBounds(int length, bool isTaken)
    {
        string subject = new('s', length);

        if (isTaken)
        {
            (await SetSubjectAsync(1, subject)).ShouldBeTrue();
        }
        else
        {
            await Should.ThrowAsync<ArgumentException>(() => SetSubjectAsync(1, subject));
        }

        (await Users.FindAccountBySubjectAsync(subject) is not null).ShouldBe(isTaken);
    }

    [Theory]
    [InlineData("a\tb")]
    [InlineData("a\0")]
    [InlineData("\uDC00")]
    public Task SubjectThatNoDatabaseKeeps_IsRefused(string subject) =>
        Should.ThrowAsync<ArgumentException>(() => SetSubjectAsync(1, subject));

    [Fact]
    public async Task Role_IsTheLastOneGiven()
    {
        foreach (AccountRole role in Enum.GetValues<AccountRole>().Concat([AccountRole.User]))
        {
            (await SetRoleAsync(2, role)).ShouldBeTrue();

            (await Users.FindAccountBySubjectAsync("user2"))!.Role.ShouldBe(role);
            (await Users.FindAsync(2))!.IsModerator.ShouldBe(role >= AccountRole.Moderator);
        }

        (await SetRoleAsync(99, AccountRole.Admin)).ShouldBeFalse();
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => SetRoleAsync(2, (AccountRole)4));
    }

    [Fact]
    public async Task InactiveAccount_IsFoundAsSuch()
    {
        await WriteAsync((s, ct) => s.Users.DeactivateAsync(1, ct));

        (await Users.FindAccountBySubjectAsync("user1"))!.IsActive.ShouldBeFalse();
        (await Users.FindAccountAsync("user1")).ShouldBeNull();
    }

    private Task<bool> SetSubjectAsync(long id, string subject) =>
        WriteAsync((s, ct) => s.Users.SetSubjectAsync(id, subject, ct));

    private Task<bool> SetRoleAsync(long id, AccountRole role) =>
        WriteAsync((s, ct) => s.Users.SetRoleAsync(id, role, ct));

    private Task<bool> WriteAsync(Func<IForumSession, CancellationToken, Task<bool>> write) =>
        _database.Get<IForumUnitOfWork>().ExecuteAsync(write);

    private Task LoadAsync(Func<long, BulkUser> user) =>
        _database.Loader.LoadAsync(
            $"source {_sources++}",
            (load, ct) => load.AddUsersAsync([user(load.FirstId + 1)], ct)
        );
}
