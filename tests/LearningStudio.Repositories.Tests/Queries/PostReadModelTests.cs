using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Schema;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Repositories.Tests.Queries;

public sealed class PostReadModelTestsOnSqlite(RandomForum<Sqlite> forum) : PostReadModelTests<Sqlite>(forum);

public sealed class PostReadModelTestsOnPostgreSql(RandomForum<PostgreSql> forum)
    : PostReadModelTests<PostgreSql>(forum);

/// <summary>Whoever reads, posts and lists of them are what a model makes of the rows.</summary>
public abstract class PostReadModelTests<TEngine>(RandomForum<TEngine> forum) : IClassFixture<RandomForum<TEngine>>
    where TEngine : ITestEngine, new()
{
    private ForumModel Model => forum.Model;

    [Fact]
    public async Task Post_IsFoundByWhoSeesIt()
    {
        foreach ((IPostRepository posts, _) in Repositories())
        {
            foreach (Viewer? viewer in ForumModel.Viewers)
            {
                ILookup<long, PostRow> seen = Model.PostsFor(viewer).ToLookup(post => post.Id);
                for (long id = 0; id <= 200; id++)
                {
                    (await posts.FindAsync(id, viewer)).ShouldHaveValuesOf(
                        seen[id].Select(Model.Placed).SingleOrDefault(),
                        $"post {id} for {viewer}"
                    );
                }
            }
        }
    }

    [Fact]
    public async Task PagesOfATopic_AreOldestFirstThenById()
    {
        foreach ((IPostRepository posts, _) in Repositories())
        {
            foreach (Viewer? viewer in ForumModel.Viewers)
            {
                ILookup<long, PostRow> seen = Model.PostsFor(viewer).ToLookup(post => post.TopicId);
                for (long topic = 0; topic <= RandomRows.Topics; topic += viewer is null ? 1 : 3)
                {
                    await Pages.ShouldBeAsync(
                        page => posts.ListByTopicAsync(topic, page, viewer),
                        Oldest(seen[topic]).Select(Model.View),
                        $"topic {topic} for {viewer}",
                        size: 3
                    );
                }
            }
        }
    }

    [Fact]
    public async Task Ends_AreTheFirstAndLastThatEverybodySees()
    {
        ILookup<long, PostRow> seen = Model.PostsFor().ToLookup(post => post.TopicId);
        foreach ((IPostRepository posts, _) in Repositories())
        {
            for (long topic = 0; topic <= RandomRows.Topics; topic++)
            {
                PostView[] all = [.. Oldest(seen[topic]).Select(Model.View)];
                (await posts.FindFirstAndLastAsync(topic)).ShouldHaveValuesOf(
                    all.Length == 0 ? null : new FirstAndLastPost { First = all[0], Last = all[^1] },
                    $"topic {topic}"
                );
            }
        }
    }

    [Fact]
    public async Task ListsOfTheSite_AreLatestFirstThenByIdDown()
    {
        PostRow[] seen = [.. Model.PostsFor()];
        foreach ((IPostRepository posts, _) in Repositories())
        {
            await Pages.ShouldBeAsync(page => posts.ListRecentAsync(page), Latest(seen).Select(Model.Placed), "recent");
            await Pages.ShouldBeAsync(
                page => posts.ListAwaitingApprovalAsync(page),
                Oldest(Model.Posts.Where(post => post is { IsApproved: false, DeletedAt: null })).Select(Model.Placed),
                "waiting"
            );
            (
                await posts.GetByIdsAsync([.. Model.Posts.Select(p => p.Id).Where(id => id % 3 != 0).Reverse()])
            ).ShouldHaveValuesOf(seen.Where(post => post.Id % 3 != 0).OrderBy(post => post.Id).Select(Model.Placed));
            for (long author = 0; author <= RandomRows.Users; author++)
            {
                await Pages.ShouldBeAsync(
                    page => posts.ListByAuthorAsync(author, page),
                    Latest(seen.Where(post => post.AuthorId == author)).Select(Model.Placed),
                    $"posts of {author}"
                );
            }
        }
    }

    [Fact]
    public async Task State_IsToldOfHiddenPostsToo()
    {
        foreach ((IPostRepository posts, _) in Repositories())
        {
            foreach (PostRow post in Model.Posts.Take(100))
            {
                (await posts.FindStateAsync(post.Id)).ShouldHaveValuesOf(
                    new PostState
                    {
                        Id = post.Id,
                        TopicId = post.TopicId,
                        ForumId = post.ForumId,
                        AuthorId = post.AuthorId,
                        AuthorTrustLevel = Model.UserOf(post.AuthorId)?.TrustLevel,
                        IsApproved = post.IsApproved,
                        IsDeleted = post.DeletedAt is not null,
                    }
                );
            }

            (await posts.FindStateAsync(9999)).ShouldBeNull();
        }
    }

    [Fact]
    public async Task Bodies_AreOfTheAuthorOrTheTopicFromTheMomentOn()
    {
        foreach ((IPostRepository posts, DateTimeOffset since) in Moments())
        {
            foreach ((long author, long? topic) in new (long, long?)[] { (1, 3), (2, null), (0, 5), (99, 99) })
            {
                string[] bodies =
                [
                    .. Latest(
                            Model.Posts.Where(post =>
                                post.CreatedAt >= since
                                && post.DeletedAt is null
                                && (post.AuthorId == author || post.TopicId == topic)
                            )
                        )
                        .Select(post => post.Body),
                ];
                var recent = new RecentPosts
                {
                    AuthorId = author,
                    TopicId = topic,
                    Since = since,
                };
                (await posts.GetRecentBodiesAsync(recent, 1000)).ShouldBe(bodies, $"{author} {topic} {since:O}");
                (await posts.GetRecentBodiesAsync(recent, 4)).ShouldBe(bodies.Take(4), $"{author} {topic} {since:O}");
            }
        }
    }

    [Fact]
    public async Task Counts_AreFromTheMomentOn()
    {
        foreach ((IPostRepository posts, DateTimeOffset since) in Moments())
        {
            PostRow[] seen = [.. Model.PostsFor().Where(post => post.CreatedAt >= since)];
            (await posts.CountByForumAsync(since)).ShouldHaveValuesOf(PerForum(seen), $"{since:O}");
            (await posts.CountByTopicAsync(since, 1000)).ShouldHaveValuesOf(PerTopic(seen), $"{since:O}");
            (await posts.CountByTopicAsync(since, 3)).ShouldHaveValuesOf(PerTopic(seen).Take(3), $"{since:O}");
            for (long author = 1; author <= RandomRows.Users; author++)
            {
                (await posts.CountByForumAsync(since, author)).ShouldHaveValuesOf(
                    PerForum(seen.Where(post => post.AuthorId == author)),
                    $"posts of {author} since {since:O}"
                );
                (await posts.CountByAuthorAsync(author, since)).ShouldBe(
                    Model.Posts.Count(post => post.AuthorId == author && post.CreatedAt >= since),
                    $"posts of {author} since {since:O}"
                );
            }
        }
    }

    [Fact]
    public async Task Places_AreOfHiddenPostsAndTopicsToo()
    {
        long[] postIds = [.. Model.Posts.Select(post => post.Id).Where(id => id % 2 == 0)];
        long[] topicIds = [.. Model.Topics.Select(topic => topic.Id).Where(id => id % 3 == 0)];
        IEnumerable<PostLocation> expected = Model
            .Posts.Where(post => post.Id % 2 == 0)
            .Select(post => new PostLocation(
                post.TopicId,
                Model.TopicOf(post).Title,
                post.Id,
                post.Body[..Math.Min(post.Body.Length, 200)]
            ))
            .Concat(
                Model.Topics.Where(topic => topic.Id % 3 == 0).Select(t => new PostLocation(t.Id, t.Title, null, ""))
            );
        // The databases differ in where NULL stands.
        long none = forum.Database.IsPostgreSql ? long.MaxValue : 0;
        foreach ((IPostRepository posts, _) in Repositories())
        {
            (await posts.GetLocationsAsync(postIds, topicIds)).ShouldBe(
                expected.OrderBy(place => (place.TopicId, place.PostId ?? none))
            );
        }
    }

    [Theory]
    [InlineData("alpha")]
    [InlineData("bet")]
    [InlineData("beta alph")]
    [InlineData("GAMMA")]
    [InlineData("nothing")]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData(@"\")]
    public async Task Search_FindsTitlesAndBodiesLatestFirst(string text)
    {
        foreach ((IPostRepository posts, bool isNative) in Repositories())
        {
            await Pages.ShouldBeAsync(page => posts.SearchAsync(text, page), Hits(text, isNative), text);
        }
    }

    // Of one moment, those of higher ids come first, and of one id the post.
    private IEnumerable<SearchHit> Hits(string text, bool hasWords) =>
        Model
            .TopicsFor()
            .Where(topic => WordModel.Finds(topic.Title, text, hasWords))
            .Select(t => new SearchHit(
                t.Id,
                t.Title,
                null,
                Model.AuthorOf(t.AuthorId, t.AuthorName),
                t.CreatedAt,
                Excerpt: ""
            ))
            .Concat(
                Model
                    .PostsFor()
                    .Where(post => WordModel.Finds(post.Body, text, hasWords))
                    .Select(p => new SearchHit(
                        p.TopicId,
                        Model.TopicOf(p).Title,
                        p.Id,
                        Model.AuthorOf(p.AuthorId, p.AuthorName),
                        p.CreatedAt,
                        p.Body[..Math.Min(p.Body.Length, 200)]
                    ))
            )
            .OrderByDescending(hit => (hit.CreatedAt, hit.PostId ?? hit.TopicId, hit.PostId is not null));

    private static IEnumerable<ForumPostCount> PerForum(IEnumerable<PostRow> posts) =>
        posts
            .GroupBy(post => post.ForumId)
            .OrderBy(group => group.Key)
            .Select(group => new ForumPostCount { ForumId = group.Key, Posts = group.Count() });

    private IEnumerable<TopicPostCount> PerTopic(IEnumerable<PostRow> posts) =>
        posts
            .GroupBy(post => post.TopicId)
            .OrderByDescending(group => (group.Count(), group.Key))
            .Select(group => new TopicPostCount
            {
                TopicId = group.Key,
                Title = Model.TopicOf(group.First()).Title,
                ForumId = Model.TopicOf(group.First()).ForumId,
                Posts = group.Count(),
            });

    private static IEnumerable<PostRow> Oldest(IEnumerable<PostRow> posts) =>
        posts.OrderBy(post => (post.CreatedAt, post.Id));

    private static IEnumerable<PostRow> Latest(IEnumerable<PostRow> posts) =>
        posts.OrderByDescending(post => (post.CreatedAt, post.Id));

    private IEnumerable<(IPostRepository Posts, DateTimeOffset Since)> Moments() =>
        Repositories().SelectMany(both => RandomRows.Moments.Select(since => (both.Posts, since)));

    private IEnumerable<(IPostRepository Posts, bool IsNative)> Repositories() =>
        forum.Both.Select(both => (both.Services.GetRequiredService<IPostRepository>(), both.IsNative));
}
