using LearningStudio.Repositories.Reading;

namespace LearningStudio.Repositories.Tests.Queries;

public sealed class TopicListTestsOnSqlite : TopicListTests<Sqlite>;

public sealed class TopicListTestsOnPostgreSql : TopicListTests<PostgreSql>;

public abstract class TopicListTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private readonly TestForum<TEngine> _database = new();

    private ITopicRepository Topics => _database.Get<ITopicRepository>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SampleForum.LoadAsync(_database.Loader);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Recent_IsByCreationAndActiveByLastPost()
    {
        await _database
            .Get<IForumUnitOfWork>()
            .ExecuteAsync((session, ct) => session.Posts.AddAsync(SampleForum.Reply(1), ct));

        (await Topics.ListRecentAsync(PageRequest.First)).Items.Select(topic => topic.Id).ShouldBe([3, 2, 1]);
        (await Topics.ListActiveAsync(PageRequest.First)).Items.Select(topic => topic.Id).ShouldBe([1, 3, 2]);
        (await Topics.ListActiveAsync(PageRequest.First)).Items[0].LastAuthor.ShouldBe(new Author(2, "Bob"));
    }

    [Fact]
    public async Task OfAUser_AreThoseTheUserOpened()
    {
        (await Topics.ListByAuthorAsync(1, PageRequest.First)).Items.Select(topic => topic.Id).ShouldBe([3, 2, 1]);
        (await Topics.ListByAuthorAsync(2, PageRequest.First)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task HeldTopic_IsSeenByItsAuthorAndModerators()
    {
        await _database.ExecuteAsync("UPDATE topics SET is_approved = FALSE WHERE id = 2");

        (await Topics.FindAsync(2)).ShouldBeNull();
        (await Topics.FindAsync(2, new Viewer(2, SeesHeld: false))).ShouldBeNull();
        (await Topics.FindAsync(2, new Viewer(1, SeesHeld: false))).ShouldNotBeNull();
        (await Topics.FindAsync(2, new Viewer(3, SeesHeld: true))).ShouldNotBeNull();
        (await Topics.ListByForumAsync(2, PageRequest.First, new Viewer(1, SeesHeld: false))).Items.Count.ShouldBe(3);
        (await Topics.ListByForumAsync(2, PageRequest.First, new Viewer(2, SeesHeld: false))).Items.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Pinned_AreListedAlone()
    {
        await _database.ExecuteAsync("UPDATE topics SET is_pinned = TRUE WHERE id IN (1, 2)");

        (await Topics.GetPinnedAsync(2)).Select(topic => topic.Id).ShouldBe([2, 1]);
        (await Topics.GetPinnedAsync(3)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ByIds_ComeInTheirOrderWithoutHiddenOnes()
    {
        await _database.ExecuteAsync("UPDATE topics SET is_approved = FALSE WHERE id = 2");

        (await Topics.GetByIdsAsync([3, 1, 2, 99, 1])).Select(topic => topic.Id).ShouldBe([1, 3]);
        (await Topics.GetByIdsAsync([])).ShouldBeEmpty();
        await Should.ThrowAsync<ArgumentException>(() =>
            Topics.GetByIdsAsync([.. Enumerable.Range(0, 1001).Select(i => (long)i)])
        );
    }

    [Theory]
    [InlineData("topic-2-2", 2)]
    [InlineData("topic-2-3", null)]
    [InlineData("", null)]
    [InlineData("\0", null)]
    public async Task Slug_FindsItsTopic(string slug, int? id)
    {
        TopicDetail? found = await Topics.FindBySlugAsync(slug);

        (found?.Id).ShouldBe(id);
    }

    [Theory]
    [InlineData("TOPIC", new long[] { 3, 2, 1 })]
    [InlineData("top", new long[] { 3, 2, 1 })]
    [InlineData("topic 2", new long[] { 2 })]
    [InlineData("2 top", new long[] { 2 })]
    [InlineData("opic", new long[0])]
    [InlineData("topic nothing", new long[0])]
    public async Task Titles_AreFoundByTheirWords(string text, long[] found) =>
        (await Topics.SearchAsync(text, PageRequest.First)).Items.Select(topic => topic.Id).ShouldBe(found);
}
