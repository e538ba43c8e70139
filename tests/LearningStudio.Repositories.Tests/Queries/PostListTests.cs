using LearningStudio.Repositories.Reading;

namespace LearningStudio.Repositories.Tests.Queries;

public sealed class PostListTestsOnSqlite : PostListTests<Sqlite>;

public sealed class PostListTestsOnPostgreSql : PostListTests<PostgreSql>;

public abstract class PostListTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private readonly TestForum<TEngine> _database = new();

    private IPostRepository Posts => _database.Get<IPostRepository>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SampleForum.LoadAsync(_database.Loader);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Post_HasThePlaceItStandsIn()
    {
        PostInTopic post = (await Posts.FindAsync(1001))!;

        (post.TopicId, post.TopicTitle, post.ForumId, post.Post.Author).ShouldBe(
            (1, "Topic 1", 2, new Author(2, "Bob"))
        );
        (await Posts.FindAsync(99)).ShouldBeNull();
        (await Posts.GetByIdsAsync([1003, 1000, 99])).Select(found => found.Post.Id).ShouldBe([1000, 1003]);
    }

    [Fact]
    public async Task HeldPost_IsFoundByItsAuthorAndModerators()
    {
        await _database.ExecuteAsync("UPDATE posts SET is_approved = FALSE WHERE id IN (1001, 2001)");

        (await Posts.FindAsync(1001)).ShouldBeNull();
        (await Posts.FindAsync(1001, new Viewer(1, SeesHeld: false))).ShouldBeNull();
        (await Posts.FindAsync(1001, new Viewer(2, SeesHeld: false)))!.Post.IsApproved.ShouldBeFalse();
        (await Posts.FindAsync(1001, new Viewer(1, SeesHeld: true))).ShouldNotBeNull();
        (await Posts.ListAwaitingApprovalAsync(PageRequest.First)).Items.Select(p => p.Post.Id).ShouldBe([1001, 2001]);
    }

    [Fact]
    public async Task Ends_AreTheVisibleOnes()
    {
        await _database.ExecuteAsync("UPDATE posts SET is_approved = FALSE WHERE id IN (1000, 1003)");
        await _database.ExecuteAsync("UPDATE posts SET is_approved = FALSE WHERE topic_id = 2 AND id > 2000");
        await _database.ExecuteAsync("UPDATE posts SET is_approved = FALSE WHERE topic_id = 3");

        FirstAndLastPost ends = (await Posts.FindFirstAndLastAsync(1))!;
        (ends.First.Id, ends.Last.Id).ShouldBe((1001, 1002));
        ends = (await Posts.FindFirstAndLastAsync(2))!;
        (ends.First.Id, ends.Last.Id).ShouldBe((2000, 2000));
        (await Posts.FindFirstAndLastAsync(3)).ShouldBeNull();
    }

    [Fact]
    public async Task OfAUserAndRecent_AreLatestFirst()
    {
        (await Posts.ListByAuthorAsync(2, new PageRequest(1, 3)))
            .Items.Select(p => p.Post.Id)
            .ShouldBe([3002, 3001, 2002]);
        (await Posts.ListRecentAsync(new PageRequest(1, 2))).Items.Select(p => p.Post.Id).ShouldBe([3003, 3002]);
        (await Posts.ListRecentAsync(new PageRequest(2, 2))).Items.Select(p => p.Post.Id).ShouldBe([3001, 3000]);
    }

    [Fact]
    public async Task Counts_AreOfEachForumSinceAMoment()
    {
        (await Posts.CountByForumAsync(SampleForum.At(300))).ShouldHaveValuesOf([
            new ForumPostCount { ForumId = 2, Posts = 4 },
        ]);
        (await Posts.CountByForumAsync(SampleForum.At(300), 2)).ShouldHaveValuesOf([
            new ForumPostCount { ForumId = 2, Posts = 2 },
        ]);
        (await Posts.CountByForumAsync(SampleForum.At(304))).ShouldBeEmpty();
        (await Posts.CountByAuthorAsync(2, SampleForum.At(201))).ShouldBe(4);
    }

    [Fact]
    public async Task RecentBodies_AreOfTheUserOrInTheTopic()
    {
        (
            await Posts.GetRecentBodiesAsync(
                new RecentPosts
                {
                    AuthorId = 1,
                    TopicId = 3,
                    Since = SampleForum.At(200),
                },
                10
            )
        ).ShouldBe(["Comment", "Reply 2", "Reply 1", "Opening 3", "Opening 2"]);
        (await Posts.GetRecentBodiesAsync(new RecentPosts { AuthorId = 1, Since = SampleForum.At(200) }, 1)).ShouldBe([
            "Opening 3",
        ]);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() =>
            Posts.GetRecentBodiesAsync(new RecentPosts { AuthorId = 1, Since = SampleForum.Start }, 0)
        );
    }

    [Theory]
    [InlineData("größe", 1001)]
    [InlineData("Größ", 1001)]
    [InlineData("user@example.org", 1002)]
    [InlineData("example", 1002)]
    [InlineData("слово", 1003)]
    [InlineData("हिन्दी", 1003)]
    [InlineData("path", 1002)]
    [InlineData("x", 1002)]
    public async Task Words_AreFoundInAnyLanguageAndWithinAddresses(string text, long post)
    {
        await _database.ExecuteAsync("UPDATE posts SET body = 'Die Größe zählt' WHERE id = 1001");
        await _database.ExecuteAsync(
            "UPDATE posts SET body = 'user@example.org, https://host.tld/path?x=1' WHERE id = 1002"
        );
        await _database.ExecuteAsync("UPDATE posts SET body = 'одно слово हिन्दी' WHERE id = 1003");

        (await Posts.SearchAsync(text, PageRequest.First)).Items.Select(hit => hit.PostId).ShouldBe([post]);
    }
}
