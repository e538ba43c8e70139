using LearningStudio.Repositories.Reading;

namespace LearningStudio.Repositories.Tests.Queries;

public sealed class UserRepositoryTestsOnSqlite : UserRepositoryTests<Sqlite>;

public sealed class UserRepositoryTestsOnPostgreSql : UserRepositoryTests<PostgreSql>;

public abstract class UserRepositoryTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private readonly TestForum<TEngine> _database = new();

    private IUserRepository Users => _database.Get<IUserRepository>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SampleForum.LoadAsync(_database.Loader);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Activity_CountsWhatIsVisible()
    {
        await _database.ExecuteAsync("UPDATE posts SET deleted_at = created_at WHERE id = 3002");

        (await Users.FindActivityAsync(2)).ShouldHaveValuesOf(
            new UserActivity
            {
                User = new Author(2, "Bob"),
                TrustLevel = 2,
                JoinedAt = SampleForum.At(2),
                TopicCount = 0,
                PostCount = 5,
                LastPostAt = SampleForum.At(301),
            }
        );
        (await Users.FindActivityAsync(1))!.LastTopicAt.ShouldBe(SampleForum.At(300));
    }

    [Fact]
    public async Task InactiveOrUnknownUser_IsNotFound()
    {
        await _database.ExecuteAsync("UPDATE users SET is_active = FALSE WHERE id = 2");

        (await Users.FindActivityAsync(2)).ShouldBeNull();
        (await Users.FindActivityAsync(99)).ShouldBeNull();
    }

    [Fact]
    public async Task SeenSince_IncludesItsBound()
    {
        (await Users.CountSeenSinceAsync(SampleForum.At(2))).ShouldBe(2);
        (await Users.GetSeenSinceAsync(SampleForum.At(2), 10)).ShouldBe([new Author(3, "Cid"), new Author(2, "Bob")]);
        (await Users.GetSeenSinceAsync(SampleForum.At(2), 1)).ShouldBe([new Author(3, "Cid")]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task LimitOutOfBounds_IsRefused(int limit) =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Users.GetSeenSinceAsync(SampleForum.Start, limit));
}
