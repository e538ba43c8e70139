using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Schema;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Repositories.Tests.Queries;

public sealed class ForumReadModelTestsOnSqlite(RandomForum<Sqlite> forum) : ForumReadModelTests<Sqlite>(forum);

public sealed class ForumReadModelTestsOnPostgreSql(RandomForum<PostgreSql> forum)
    : ForumReadModelTests<PostgreSql>(forum);

/// <summary>Whoever reads, forums and the site's figures are what a model makes of the rows.</summary>
public abstract class ForumReadModelTests<TEngine>(RandomForum<TEngine> forum) : IClassFixture<RandomForum<TEngine>>
    where TEngine : ITestEngine, new()
{
    private ForumModel Model => forum.Model;

    [Fact]
    public async Task Forum_IsSeenByWhomItsLevelLetsIn()
    {
        foreach ((IForumRepository forums, Viewer? viewer) in Readers())
        {
            for (long id = 0; id <= RandomRows.Forums + 1; id++)
            {
                ForumView? expected = Seen(viewer).Where(row => row.Id == id).Select(ForumModel.View).SingleOrDefault();
                (await forums.FindAsync(id, viewer)).ShouldBe(expected, $"forum {id} for {viewer}");
                (await forums.FindBySlugAsync($"forum-{id}", viewer)).ShouldBe(expected, $"slug {id} for {viewer}");
            }
        }
    }

    [Fact]
    public async Task Siblings_AreByPositionThenId()
    {
        foreach ((IForumRepository forums, Viewer? viewer) in Readers())
        {
            ForumRow[] seen = [.. Seen(viewer)];
            (await forums.GetTreeAsync(viewer)).ShouldBe(ForumModel.Tree(seen).Select(ForumModel.View));
            (await forums.GetRootsAsync(viewer)).ShouldBe(Children(seen, null), $"roots for {viewer}");
            for (long id = 0; id <= RandomRows.Forums; id++)
            {
                (await forums.GetChildrenAsync(id, viewer)).ShouldBe(Children(seen, id), $"within {id} for {viewer}");
            }
        }
    }

    [Fact]
    public async Task Found_AreTheFirstByName()
    {
        foreach ((IForumRepository forums, Viewer? viewer) in Readers())
        {
            foreach (string text in new[] { "alpha", "ALPHA", "%", "_", @"\", "o", "about", "nothing" })
            {
                ForumView[] all =
                [
                    .. Seen(viewer)
                        .Where(row => Holds(row.Name, text) || Holds(row.Description, text))
                        .OrderBy(row => row.Name, StringComparer.Ordinal)
                        .ThenBy(row => row.Id)
                        .Select(ForumModel.View),
                ];
                (await forums.SearchAsync(text, 20, viewer)).ShouldBe(all, $"{text} for {viewer}");
                (await forums.SearchAsync(text, 2, viewer)).ShouldBe(all.Take(2), $"two with {text} for {viewer}");
            }
        }
    }

    [Fact]
    public async Task Summaries_CountFromTheMomentsOn()
    {
        foreach ((IForumRepository forums, Viewer? viewer) in Readers())
        {
            foreach (ActivityWindow window in Windows())
            {
                (await forums.GetSummariesAsync(window, viewer)).ShouldBe(
                    ForumModel.Tree([.. Seen(viewer)]).Select(row => Model.Summary(row, window)),
                    $"{window.PostsSince:O} and {window.UsersSince:O} for {viewer}"
                );
            }
        }
    }

    [Fact]
    public async Task Family_IsTheForumAndWhatEverybodySeesInIt()
    {
        foreach ((IServiceProvider services, _) in forum.Both)
        {
            var forums = services.GetRequiredService<IForumRepository>();
            for (long id = 0; id <= RandomRows.Forums; id++)
            {
                ForumRow[] seen = [.. Seen(null)];
                ForumRow? parent = seen.SingleOrDefault(row => row.Id == id);
                IEnumerable<ForumRow> family = parent is null
                    ? []
                    : ForumModel.InOrder(seen.Where(row => row.ParentId == id)).Prepend(parent);
                ActivityWindow window = Windows().First();
                (await forums.GetWithChildrenAsync(id, window)).ShouldBe(
                    family.Select(row => Model.Summary(row, window)),
                    $"forum {id}"
                );
            }
        }
    }

    [Fact]
    public async Task TopicCount_IsThatOfTheForumsThatAViewerSees()
    {
        foreach ((IForumRepository forums, Viewer? viewer) in Readers())
        {
            for (long id = 0; id <= RandomRows.Forums; id++)
            {
                ForumRow? seen = Seen(viewer).SingleOrDefault(row => row.Id == id);
                (await forums.CountTopicsAsync(id, viewer)).ShouldBe(
                    seen is null ? null : Model.Summary(seen, Windows().First()).TopicCount,
                    $"forum {id} for {viewer}"
                );
            }
        }
    }

    [Fact]
    public async Task Totals_AreOfAllForums()
    {
        UserRow latest = Model.ActiveUsers.MaxBy(user => (user.JoinedAt, user.Id))!;
        foreach ((IServiceProvider services, _) in forum.Both)
        {
            (await services.GetRequiredService<IForumRepository>().GetSiteStatsAsync()).ShouldHaveValuesOf(
                new SiteStats
                {
                    Topics = Model.Stats.Sum(row => row.TopicCount),
                    Posts = Model.Stats.Sum(row => row.PostCount),
                    Users = Model.ActiveUsers.Count(),
                    LatestMember = new Author(latest.Id, latest.DisplayName),
                }
            );
        }
    }

    [Fact]
    public async Task DailyActivity_IsOfTheDaysFromFirstToLast()
    {
        var day = DateOnly.FromDateTime(RandomRows.Midnight.UtcDateTime);
        foreach ((IServiceProvider services, bool isNative) in forum.Both)
        {
            var forums = services.GetRequiredService<IForumRepository>();
            foreach (
                (int first, int last) in new[] { (-2, 4), (-1, -1), (0, 0), (0, 1), (1, 1), (2, 2), (2, 3), (1, 0) }
            )
            {
                (await forums.GetDailyActivityAsync(day.AddDays(first), day.AddDays(last))).ShouldHaveValuesOf(
                    Enumerable
                        .Range(first, Math.Max(0, last - first + 1))
                        .Select(n => Day(day.AddDays(n), isNative))
                        .Where(made => made.Topics + made.Posts + made.Users > 0),
                    $"from {first} to {last}"
                );
            }
        }
    }

    // Counters count closed forums too; a live count shows what everybody sees.
    private DailyActivity Day(DateOnly day, bool isNative) =>
        new()
        {
            Day = day,
            Topics = (
                isNative ? Model.Topics.Where(t => t is { IsApproved: true, DeletedAt: null }) : Model.TopicsFor()
            ).Count(topic => IsOn(topic.CreatedAt, day)),
            Posts = (isNative ? Model.CountedPosts : Model.PostsFor()).Count(post => IsOn(post.CreatedAt, day)),
            Users = Model.ActiveUsers.Count(user => IsOn(user.JoinedAt, day)),
        };

    private static bool IsOn(DateTimeOffset at, DateOnly day) => DateOnly.FromDateTime(at.UtcDateTime) == day;

    private static bool Holds(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<ForumView> Children(IEnumerable<ForumRow> forums, long? parent) =>
        ForumModel.InOrder(forums.Where(row => row.ParentId == parent)).Select(ForumModel.View);

    // Each moment alone, the other one beside a midnight; and one of another zone.
    private static IEnumerable<ActivityWindow> Windows() =>
        RandomRows
            .Moments.Select(
                (at, i) =>
                    new ActivityWindow
                    {
                        PostsSince = at,
                        UsersSince = RandomRows.Moments[^(i + 1)].AddMilliseconds(i % 2),
                    }
            )
            .Append(
                new ActivityWindow
                {
                    PostsSince = RandomRows.Midnight.AddMilliseconds(1).ToOffset(TimeSpan.FromHours(5)),
                    UsersSince = RandomRows.Midnight.ToOffset(TimeSpan.FromHours(-5)),
                }
            );

    private IEnumerable<ForumRow> Seen(Viewer? viewer) => Model.Forums.Where(row => Model.Sees(viewer, row));

    private IEnumerable<(IForumRepository Forums, Viewer? Viewer)> Readers() =>
        forum.Both.SelectMany(both =>
            ForumModel.Viewers.Select(viewer => (both.Services.GetRequiredService<IForumRepository>(), viewer))
        );
}
