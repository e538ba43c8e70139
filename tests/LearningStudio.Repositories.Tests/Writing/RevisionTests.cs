using LearningStudio.Repositories.Auditing;
using LearningStudio.Repositories.Writing;

namespace LearningStudio.Repositories.Tests.Writing;

public sealed class RevisionTestsOnSqlite : RevisionTests<Sqlite>;

public sealed class RevisionTestsOnPostgreSql : RevisionTests<PostgreSql>;

/// <summary>When the text that an edit replaces is kept, and how long.</summary>
public abstract class RevisionTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private const long Opening = 1000;
    private const long Reply = 1001;
    private static readonly DateTimeOffset Window = SampleForum.At(5000);

    // As a package that looks after reviews would say it.
    private const string IsReviewed = """
        EXISTS (
            SELECT 1 FROM reviews r
            WHERE ((r.target_kind = 'post' AND r.target_id = p.id)
                OR (r.target_kind = 'topic' AND r.target_id = t.id AND t.first_post_id = p.id))
              AND (r.decided_at IS NULL OR r.decided_at >= @since))
        """;

    private readonly TestForum<TEngine> _database = new(options: o => o.KeepRevisionsWhile(IsReviewed));

    private IRevisionRepository Revisions => _database.Get<IRevisionRepository>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SampleForum.LoadAsync(_database.Loader);
        string time = _database.IsPostgreSql ? "timestamptz" : "INTEGER";
        await _database.ExecuteAsync(
            $"CREATE TABLE reviews (target_kind text NOT NULL, target_id bigint NOT NULL, decided_at {time})"
        );
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData("none", Reply, RevisedField.Body, false)]
    [InlineData("opened by the edit", Reply, RevisedField.Body, true)]
    [InlineData("post 1001", Reply, RevisedField.Body, true)]
    [InlineData("post 1001", 1002, RevisedField.Body, false)]
    [InlineData("topic 1", Reply, RevisedField.Body, false)]
    [InlineData("topic 1", Opening, RevisedField.Body, true)]
    [InlineData("topic 1", Opening, RevisedField.Title, true)]
    [InlineData("topic 2", Opening, RevisedField.Title, false)]
    [InlineData("post 1000", Opening, RevisedField.Title, true)]
    [InlineData("post 1001", Reply, RevisedField.Title, false)]
    [InlineData("user 2", Reply, RevisedField.Body, false)]
    [InlineData("decided long ago", Reply, RevisedField.Body, false)]
    [InlineData("decided lately", Reply, RevisedField.Body, true)]
    public async Task Text_IsKeptWhileAReviewNeedsIt(string review, long post, RevisedField field, bool isKept)
    {
        switch (review.Split(' '))
        {
            case ["decided", var when]:
                await ReviewAsync("post", Reply);
                await DecideAsync("post", Reply, when is "lately" ? Window : Window.AddSeconds(-1));
                break;
            case ["post" or "topic" or "user", var id]:
                await ReviewAsync(review.Split(' ')[0], long.Parse(id, provider: null));
                break;
        }

        bool kept = await EditAsync(post, field, "New", review is "opened by the edit");

        kept.ShouldBe(isKept);
        (await Revisions.GetAsync(post, 10))
            .Select(r => (r.Field, r.Text, r.ReplacedAt, r.ReplacedBy))
            .ShouldBe(isKept ? [(field, TextOf(post, field), Window, 2L)] : []);
    }

    [Fact]
    public async Task SameText_IsNotKept()
    {
        await ReviewAsync("post", Reply);

        (await EditAsync(Reply, RevisedField.Body, "Reply 1")).ShouldBeFalse();
    }

    [Fact]
    public async Task RolledBackEdit_KeepsNothing()
    {
        await ReviewAsync("post", Reply);

        await Should.ThrowAsync<TimeoutException>(() =>
            _database
                .Get<IForumUnitOfWork>()
                .ExecuteAsync<int>(
                    async (session, ct) =>
                    {
                        (await session.Revisions.KeepAsync(Edit(Reply, RevisedField.Body, "New"), ct)).ShouldBeTrue();
                        throw new TimeoutException();
                    }
                )
        );

        (await Revisions.GetAsync(Reply, 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Racers_KeepEachTextOnce()
    {
        const int Editors = 8;
        await ReviewAsync("post", Reply);

        await Task.WhenAll(
            Enumerable.Range(1, Editors).Select(i => Task.Run(() => EditAsync(Reply, RevisedField.Body, $"Text {i}")))
        );

        string last = (await _database.Get<IPostRepository>().FindAsync(Reply))!.Post.Body;
        IEnumerable<string> kept = (await Revisions.GetAsync(Reply, 100)).Select(revision => revision.Text);
        kept.Append(last)
            .ShouldBe([.. Enumerable.Range(1, Editors).Select(i => $"Text {i}"), "Reply 1"], ignoreOrder: true);
    }

    [Fact]
    public async Task Texts_AreRemovedOnceNoReviewNeedsThem()
    {
        await ReviewAsync("post", Reply);
        await ReviewAsync("topic", 1);
        await EditAsync(Reply, RevisedField.Body, "New");
        await EditAsync(Opening, RevisedField.Title, "New");

        (await Revisions.ExpireAsync(Window)).ShouldBe(0, "both reviews are open");
        await DecideAsync("post", Reply, Window);
        (await Revisions.ExpireAsync(Window)).ShouldBe(0, "the decision may be taken back");
        (await Revisions.ExpireAsync(Window.AddSeconds(1))).ShouldBe(1);
        (await Revisions.GetAsync(Reply, 10)).ShouldBeEmpty();
        (await Revisions.GetAsync(Opening, 10)).ShouldHaveSingleItem();

        await DecideAsync("topic", 1, Window);
        (await Revisions.ExpireAsync(Window.AddSeconds(1))).ShouldBe(1);
    }

    [Fact]
    public async Task List_HasTheOldestAndTheLatest()
    {
        await ReviewAsync("post", Reply);
        foreach (string text in new[] { "B", "C", "D" })
        {
            await EditAsync(Reply, RevisedField.Body, text);
        }

        (await Revisions.GetAsync(Reply, 2)).Select(revision => revision.Text).ShouldBe(["Reply 1", "C"]);
        (await Revisions.GetAsync(Reply, 3)).Select(revision => revision.Text).ShouldBe(["Reply 1", "B", "C"]);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Revisions.GetAsync(Reply, 0));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Revisions.GetAsync(Reply, 1001));
    }

    private Task<bool> EditAsync(long post, RevisedField field, string text, bool opensReview = false) =>
        _database
            .Get<IForumUnitOfWork>()
            .ExecuteAsync(
                async (session, ct) =>
                {
                    await session.LockTopicAsync(1, new Viewer(1, SeesHeld: true), ct);
                    bool kept = await session.Revisions.KeepAsync(Edit(post, field, text, opensReview), ct);
                    await (
                        field is RevisedField.Title
                            ? session.Topics.RenameAsync(1, text, ct)
                            : session.Posts.EditAsync(
                                new PostEdit
                                {
                                    PostId = post,
                                    Body = text,
                                    EditedAt = Window,
                                },
                                ct
                            )
                    );
                    return kept;
                }
            );

    private static TextEdit Edit(long post, RevisedField field, string text, bool opensReview = false) =>
        new()
        {
            PostId = post,
            Field = field,
            Text = text,
            At = Window,
            EditorId = 2,
            OpensReview = opensReview,
            DecidedSince = Window,
        };

    private static string TextOf(long post, RevisedField field) =>
        field is RevisedField.Title ? "Topic 1"
        : post == Opening ? "Opening 1"
        : "Reply 1";

    private Task ReviewAsync(string kind, long id) =>
        _database.ExecuteAsync($"INSERT INTO reviews (target_kind, target_id) VALUES ('{kind}', {id})");

    private Task DecideAsync(string kind, long id, DateTimeOffset at)
    {
        string time = _database.IsPostgreSql ? $"'{at:O}'" : $"{at.ToUnixTimeMilliseconds()}";
        return _database.ExecuteAsync(
            $"UPDATE reviews SET decided_at = {time} WHERE target_kind = '{kind}' AND target_id = {id}"
        );
    }
}
