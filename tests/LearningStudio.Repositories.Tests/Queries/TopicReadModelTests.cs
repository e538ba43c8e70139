using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Schema;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Repositories.Tests.Queries;

public sealed class TopicReadModelTestsOnSqlite(RandomForum<Sqlite> forum) : TopicReadModelTests<Sqlite>(forum);

public sealed class TopicReadModelTestsOnPostgreSql(RandomForum<PostgreSql> forum)
    : TopicReadModelTests<PostgreSql>(forum);

/// <summary>Whoever reads, topics and lists of them are what a model makes of the rows.</summary>
public abstract class TopicReadModelTests<TEngine>(RandomForum<TEngine> forum) : IClassFixture<RandomForum<TEngine>>
    where TEngine : ITestEngine, new()
{
    private static readonly long[] Ids = [.. Enumerable.Range(0, RandomRows.Topics + 2).Select(id => (long)id)];

    private ForumModel Model => forum.Model;

    [Fact]
    public async Task Topic_IsFoundByWhoSeesIt()
    {
        foreach ((ITopicRepository topics, _) in Repositories())
        {
            foreach (Viewer? viewer in ForumModel.Viewers)
            {
                TopicRow[] seen = [.. Model.TopicsFor(viewer)];
                foreach (long id in Ids)
                {
                    (await topics.FindAsync(id, viewer)).ShouldBe(
                        seen.Where(t => t.Id == id).Select(t => Model.Detail(t, viewer)).SingleOrDefault(),
                        $"topic {id} for {viewer}"
                    );
                }

                foreach (string slug in Enumerable.Range(0, 21).Select(n => $"slug-{n}"))
                {
                    TopicRow? oldest = seen.Where(topic => topic.Slug == slug).MinBy(topic => topic.Id);
                    (await topics.FindBySlugAsync(slug, viewer)).ShouldBe(
                        oldest is null ? null : Model.Detail(oldest, viewer),
                        $"{slug} for {viewer}"
                    );
                }
            }
        }
    }

    [Fact]
    public async Task State_IsToldOfHiddenTopicsToo()
    {
        foreach ((ITopicRepository topics, _) in Repositories())
        {
            foreach (long id in Ids)
            {
                (await topics.FindStateAsync(id)).ShouldHaveValuesOf(
                    Model
                        .Topics.Where(topic => topic.Id == id)
                        .Select(t => new TopicState
                        {
                            Id = t.Id,
                            ForumId = t.ForumId,
                            AuthorId = t.AuthorId,
                            OpeningPostId = t.FirstPostId,
                            IsLocked = t.IsLocked,
                            IsVisible = t is { IsApproved: true, DeletedAt: null },
                            IsDeleted = t.DeletedAt is not null,
                        })
                        .SingleOrDefault()
                );
            }
        }
    }

    [Fact]
    public async Task ListsOfAForum_ArePinnedFirstThenByLastPostThenId()
    {
        foreach ((ITopicRepository topics, _) in Repositories())
        {
            for (long id = 1; id <= RandomRows.Forums; id++)
            {
                foreach (Viewer? viewer in ForumModel.Viewers)
                {
                    await Pages.ShouldBeAsync(
                        page => topics.ListByForumAsync(id, page, viewer),
                        InForum(id, viewer),
                        $"forum {id} for {viewer}",
                        size: 2
                    );
                }

                (await topics.GetPinnedAsync(id)).ShouldBe(InForum(id, null).Where(topic => topic.IsPinned));
            }
        }
    }

    [Fact]
    public async Task ListsOfTheSite_AreLatestFirstThenByIdDown()
    {
        TopicRow[] seen = [.. Model.TopicsFor()];
        foreach ((ITopicRepository topics, _) in Repositories())
        {
            await Pages.ShouldBeAsync(page => topics.ListRecentAsync(page), ByCreation(seen), "recent");
            await Pages.ShouldBeAsync(
                page => topics.ListActiveAsync(page),
                seen.OrderByDescending(topic => (topic.LastPostAt, topic.Id)).Select(Model.Summary),
                "active"
            );
            (await topics.GetByIdsAsync([.. Ids.Reverse().Where(id => id % 3 != 0)])).ShouldBe(
                seen.Where(topic => topic.Id % 3 != 0).OrderBy(topic => topic.Id).Select(Model.Summary)
            );
            for (long author = 0; author <= RandomRows.Users; author++)
            {
                await Pages.ShouldBeAsync(
                    page => topics.ListByAuthorAsync(author, page),
                    ByCreation(seen.Where(topic => topic.AuthorId == author)),
                    $"topics of {author}",
                    size: 1
                );
            }
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
    [InlineData("% ")]
    public async Task Titles_AreFoundByWordsOrElseLiterally(string text)
    {
        foreach ((ITopicRepository topics, bool isNative) in Repositories())
        {
            await Pages.ShouldBeAsync(
                page => topics.SearchAsync(text, page),
                ByCreation(Model.TopicsFor().Where(topic => WordModel.Finds(topic.Title, text, isNative))),
                text,
                size: 3
            );
        }
    }

    private IEnumerable<TopicSummary> InForum(long id, Viewer? viewer) =>
        Model
            .TopicsFor(viewer)
            .Where(topic => topic.ForumId == id)
            .OrderByDescending(topic => (topic.IsPinned, topic.LastPostAt, topic.Id))
            .Select(Model.Summary);

    private IEnumerable<TopicSummary> ByCreation(IEnumerable<TopicRow> topics) =>
        topics.OrderByDescending(topic => (topic.CreatedAt, topic.Id)).Select(Model.Summary);

    private IEnumerable<(ITopicRepository Topics, bool IsNative)> Repositories() =>
        forum.Both.Select(both => (both.Services.GetRequiredService<ITopicRepository>(), both.IsNative));
}
