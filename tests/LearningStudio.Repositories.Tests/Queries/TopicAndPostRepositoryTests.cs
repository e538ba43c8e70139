using LearningStudio.Repositories.Reading;

namespace LearningStudio.Repositories.Tests.Queries;

public sealed class TopicAndPostRepositoryTestsOnSqlite : TopicAndPostRepositoryTests<Sqlite>;

public sealed class TopicAndPostRepositoryTestsOnPostgreSql : TopicAndPostRepositoryTests<PostgreSql>;

public abstract class TopicAndPostRepositoryTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private readonly TestForum<TEngine> _database = new();

    private ITopicRepository Topics => _database.Get<ITopicRepository>();

    private IPostRepository Posts => _database.Get<IPostRepository>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SampleForum.LoadAsync(_database.Loader);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Topic_HasItsForumAuthorAndCounts() =>
        (await Topics.FindAsync(2)).ShouldBe(
            new TopicDetail(
                2,
                2,
                "First",
                "topic-2-2",
                "Topic 2",
                new Author(1, "Ann"),
                SampleForum.At(200),
                false,
                false,
                7,
                4,
                2
            )
        );

    [Theory]
    [InlineData("deleted_at = created_at")]
    [InlineData("is_approved = FALSE")]
    public async Task HiddenTopic_IsNotFound(string change)
    {
        await _database.ExecuteAsync($"UPDATE topics SET {change} WHERE id = 2");

        (await Topics.FindAsync(2)).ShouldBeNull();
        (await Topics.ListByForumAsync(2, PageRequest.First)).Items.Select(t => t.Id).ShouldBe([3, 1]);
        (await Topics.FindAsync(99)).ShouldBeNull();
    }

    [Fact]
    public async Task ForumPage_HasPinnedFirstThenLatest()
    {
        await _database.ExecuteAsync("UPDATE topics SET is_pinned = TRUE WHERE id = 1");

        IReadOnlyList<TopicSummary> page = (await Topics.ListByForumAsync(2, new PageRequest(1, 2))).Items;

        page.Select(topic => topic.Id).ShouldBe([1, 3]);
        page[1].LastAuthor.ShouldBe(new Author(null, "Guest"));
        (page[1].PostCount, page[1].ReplyCount, page[1].LastPostAt).ShouldBe((4, 2, SampleForum.At(303)));
        (await Topics.ListByForumAsync(2, new PageRequest(2, 2))).Items.Select(topic => topic.Id).ShouldBe([2]);
        (await Topics.ListByForumAsync(2, new PageRequest(1_000_000))).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task TopicPage_HasPostsWithAuthorsOldestFirst()
    {
        await _database.ExecuteAsync(
            "UPDATE posts SET up_votes = 5, down_votes = 7, edited_at = created_at WHERE id = 1001"
        );

        IReadOnlyList<PostView> page = (await Posts.ListByTopicAsync(1, PageRequest.First)).Items;

        page.Select(post => post.Id).ShouldBe([1000, 1001, 1002, 1003]);
        page[1]
            .ShouldBe(
                new PostView(
                    1001,
                    null,
                    new Author(2, "Bob"),
                    2,
                    "Reply 1",
                    SampleForum.At(101),
                    SampleForum.At(101),
                    -2
                )
            );
        (page[3].ReplyToId, page[3].Author, page[3].AuthorTrustLevel).ShouldBe((1000, new Author(null, "Guest"), null));
        (await Posts.ListByTopicAsync(1, new PageRequest(2, 3))).Items.Select(post => post.Id).ShouldBe([1003]);
    }

    [Theory]
    [InlineData("topic 2", new[] { "2/" })]
    [InlineData("REPLY 1", new[] { "3/3001", "2/2001", "1/1001" })]
    [InlineData("100%", new[] { "1/1002" })]
    [InlineData("%", new[] { "1/1002" })]
    [InlineData("_", new[] { "1/1003" })]
    [InlineData(@"\", new[] { "1/1003" })]
    [InlineData("' OR 1=1 --", new string[0])]
    [InlineData("\0", new string[0])]
    public async Task Search_TakesTheTextLiterally(string text, string[] hits)
    {
        await _database.ExecuteAsync("UPDATE posts SET body = 'sure: 100%' WHERE id = 1002");
        await _database.ExecuteAsync(@"UPDATE posts SET body = 'a_b\c' WHERE id = 1003");

        IReadOnlyList<SearchHit> found = (await Posts.SearchAsync(text, PageRequest.First)).Items;

        found.Select(hit => $"{hit.TopicId}/{hit.PostId}").ShouldBe(hits);
    }

    [Fact]
    public async Task Search_PagesLatestFirstWithExcerpts()
    {
        await _database.ExecuteAsync($"UPDATE posts SET body = 'comment {new string('x', 300)}' WHERE id = 3003");

        SearchHit hit = (await Posts.SearchAsync("Comment", new PageRequest(1, 1))).Items.ShouldHaveSingleItem();

        (hit.PostId, hit.Excerpt.Length, hit.Author.Name, hit.TopicTitle).ShouldBe((3003, 200, "Guest", "Topic 3"));
        (await Posts.SearchAsync("Comment", new PageRequest(2, 2))).Items.Select(h => h.PostId).ShouldBe([1003L]);
    }

    [Fact]
    public async Task Search_RefusesTextsOutOfBounds()
    {
        await Should.ThrowAsync<ArgumentException>(() => Posts.SearchAsync(" ", PageRequest.First));
        await Should.ThrowAsync<ArgumentException>(() => Posts.SearchAsync(new string('x', 201), PageRequest.First));
        (await Posts.SearchAsync(new string('x', 200), PageRequest.First)).Items.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, 20)]
    [InlineData(1_000_001, 20)]
    [InlineData(1, 0)]
    [InlineData(1, 101)]
    public void PageOutOfBounds_IsRefused(int number, int size) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new PageRequest(number, size));
}
