using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.InMemory;
using LearningStudio.Moderation.Rules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Moderation.Tests;

/// <summary>Each trigger on its bound and one step beyond.</summary>
public sealed class PostModeratorTests : IDisposable
{
    private const string Clean = "Nothing of note is said in this short text.";
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));
    private readonly ServiceProvider _services;

    public PostModeratorTests() =>
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(_clock)
            .AddLearningStudioModeration(o => o.Review.Deadlines.Priority3 = TimeSpan.FromHours(5))
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

    private PostModerator Moderator => _services.GetRequiredService<PostModerator>();

    private IReviewQueue Queue => _services.GetRequiredService<IReviewQueue>();

    private InMemoryPostHistory History => (InMemoryPostHistory)_services.GetRequiredService<IPostHistory>();

    public void Dispose() => _services.Dispose();

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task NewUser_IsReviewedAndHeld(int trust, bool held)
    {
        ModerationResult result = await Moderator.ModerateAsync(
            Submissions.Create(trust, Clean) with
            {
                Title = "A title",
            }
        );

        result.IsHeld.ShouldBe(held);
        Signals(result).ShouldBe(held ? ["Post NewUserPost 3 trust-level-0", "Topic NewUserPost 3 trust-level-0"] : []);
    }

    // 0.4: a short link; 0.5: one wording; 0.7: two wordings; 0.85: a wording and a link of another kind.
    [Theory]
    [InlineData("see http://a", 0.4, null, false)]
    [InlineData("the casino", 0.5, 3, false)]
    [InlineData("click here, casino", 0.7, 3, false)]
    [InlineData("click here, casino, no cost", 0.8, 2, true)]
    public async Task Body_IsReviewedAboveItsBounds(string body, double score, int? priority, bool held)
    {
        ModerationResult result = await Moderator.ModerateAsync(Submissions.Create(2, body));

        result.Body.Score.ShouldBe(score);
        result.IsHeld.ShouldBe(held);
        result.Signals.Select(signal => (int?)signal.Priority).ShouldBe(priority is null ? [] : [priority]);
        result.Signals.ShouldAllBe(signal => signal.Type == ReviewType.SpamDetection && signal.SpamScore == score);
    }

    [Theory]
    [InlineData("the casino", 0.5, false)]
    [InlineData("see bit.ly/a, CASINO OF THE NORTH", 0.85, true)]
    public async Task EditedBody_IsHeldAboveItsBound(string body, double score, bool held)
    {
        ModerationResult result = await Moderator.ModerateAsync(Submissions.Create(2, body) with { EditedPostId = 5 });

        result.Body.Score.ShouldBe(score);
        result.IsHeld.ShouldBe(held);
        Signals(result).Length.ShouldBe(held ? 1 : 0);
    }

    [Fact]
    public async Task RuleOutOfTime_DoesNotLetSpamThrough()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddLearningStudioModeration(o =>
            {
                o.Limits.RuleTime = TimeSpan.FromMilliseconds(50);
                o.Rules["slow"] = new SpamRule { Pattern = "(?=x(a+)+$)" };
            })
            .BuildServiceProvider();
        var moderator = services.GetRequiredService<PostModerator>();
        string poison = "x" + new string('a', 40) + "!";

        ModerationResult clean = await moderator.ModerateAsync(Submissions.Create(2, poison) with { EditedPostId = 5 });
        ModerationResult spam = await moderator.ModerateAsync(
            Submissions.Create(2, "casino http://bit.ly " + poison) with
            {
                EditedPostId = 5,
            }
        );

        clean.IsHeld.ShouldBeFalse();
        Signals(clean).ShouldBe(["Post SpamDetection 3 slow:unfinished"]);
        spam.IsHeld.ShouldBeTrue();
    }

    [Fact]
    public async Task SpamBoundBelowTheSuspiciousOne_Holds()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddLearningStudioModeration(o => o.Triggers.SpamScore = 0.3)
            .BuildServiceProvider();

        (
            await services.GetRequiredService<PostModerator>().ModerateAsync(Submissions.Create(2, "see http://a"))
        ).IsHeld.ShouldBeTrue();
    }

    [Theory]
    [InlineData(0.6, false)]
    [InlineData(0.5999, true)]
    public async Task Title_IsHeldAboveItsBound(double bound, bool held)
    {
        using ServiceProvider services = new ServiceCollection()
            .AddLearningStudioModeration(o => o.Triggers.TitleSpamScore = bound)
            .BuildServiceProvider();

        ModerationResult result = await services
            .GetRequiredService<PostModerator>()
            .ModerateAsync(Submissions.Create(2, Clean) with { Title = "WHATWHATWHAT????" });

        result.Title!.Score.ShouldBe(0.6);
        result.IsHeld.ShouldBe(held);
        Signals(result).ShouldBe(held ? ["Topic SpamDetection 2 capitals,punctuation"] : []);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task Edit_OfLittleTrust_IsReviewedAndShown(int trust, bool reviewed)
    {
        ModerationResult result = await Moderator.ModerateAsync(
            Submissions.Create(trust, Clean) with
            {
                EditedPostId = 5,
            }
        );

        result.IsHeld.ShouldBeFalse();
        Signals(result).ShouldBe(reviewed ? ["Post EditedPost 4 edited"] : []);
    }

    [Theory]
    [InlineData(1, 19, false)]
    [InlineData(1, 20, true)]
    [InlineData(2, 20, false)]
    public async Task ManyPosts_OfLittleTrust_AreReviewed(int trust, int earlier, bool reviewed)
    {
        for (int i = 0; i < earlier; i++)
        {
            History.Add(i, 1, 1, $"{i}", _clock.GetUtcNow().AddHours(-24));
        }

        History.Add(99, 1, 1, "too old", _clock.GetUtcNow().AddHours(-24).AddTicks(-1));

        Signals(await Moderator.ModerateAsync(Submissions.Create(trust, Clean)))
            .ShouldBe(reviewed ? ["User TrustLevelReview 3 many-posts"] : []);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public async Task ManyOpenItems_AreReviewed(int items, bool reviewed)
    {
        for (int i = 0; i < items; i++)
        {
            await AskForReviewAsync(post: i, authorId: 1);
        }

        Signals(await Moderator.ModerateAsync(Submissions.Create(2, Clean)))
            .ShouldBe(reviewed ? ["User UserReport 2 many-open-items"] : []);
    }

    [Fact]
    public async Task Duplicate_OfTheLastSevenDays_IsReviewedAndShown()
    {
        string body = string.Join(' ', Enumerable.Range(1, 20));
        DateTimeOffset edge = _clock.GetUtcNow().AddDays(-7);

        History.Add(1, 8, 2, body, edge); // another author, another topic
        History.Add(2, 9, 1, body, edge.AddTicks(-1)); // too old
        Signals(await Moderator.ModerateAsync(Submissions.Create(2, body) with { TopicId = 9 })).ShouldBeEmpty();

        History.Add(3, 9, 2, body, edge);
        ModerationResult result = await Moderator.ModerateAsync(Submissions.Create(2, body) with { TopicId = 9 });

        result.IsHeld.ShouldBeFalse();
        Signals(result).ShouldBe(["Post EditedPost 4 duplicate"]);
    }

    [Fact]
    public async Task Enqueue_AsksForAReviewOfEachSignal()
    {
        ModerationResult result = await Moderator.ModerateAsync(
            Submissions.Create(trustLevel: 0, "casino", authorId: 4) with
            {
                Title = "title",
            }
        );

        (await Moderator.EnqueueAsync(result, topicId: 10, postId: 20)).ShouldBe(3);

        IReadOnlyList<ReviewItem> items = (await Queue.GetPendingAsync(0, 10)).Items;
        items
            .OrderBy(item => item.Id)
            .Select(item => (item.Target.Kind, item.Target.Id, item.Type, item.Priority))
            .ShouldBe([
                (ReviewTargetKind.Post, 20, ReviewType.NewUserPost, 3),
                (ReviewTargetKind.Topic, 10, ReviewType.NewUserPost, 3),
                (ReviewTargetKind.Post, 20, ReviewType.SpamDetection, 3),
            ]);
        items.ShouldAllBe(item => item.ReportedUserId == 4 && item.ReportedTrustLevel == 0);
        ReviewItem spam = items.Single(item => item.Type == ReviewType.SpamDetection);
        spam.Reasons.ShouldBe([new ReviewReason("spam-gambling", "body", 0, 6, 0.5)]);
        (spam.SpamScore, spam.DueAt - spam.CreatedAt).ShouldBe((0.5, TimeSpan.FromHours(5)));
    }

    [Fact]
    public async Task Enqueue_OfAUser_IsAboutTheAuthor()
    {
        for (int i = 0; i < 3; i++)
        {
            await AskForReviewAsync(post: i, authorId: 4);
        }

        ModerationResult result = await Moderator.ModerateAsync(Submissions.Create(2, Clean, authorId: 4));
        await Moderator.EnqueueAsync(result, topicId: 10, postId: 20);

        (await Queue.GetPendingAsync(0, 10)).Items[0].Target.ShouldBe(new ReviewTarget(ReviewTargetKind.User, 4));
    }

    [Fact]
    public async Task Enqueue_OnAnotherQueue_WritesToThatOneAlone()
    {
        var other = new InMemoryReviewQueue(_clock);
        ModerationResult result = await Moderator.ModerateAsync(Submissions.Create(trustLevel: 0, "casino"));

        await Moderator.EnqueueAsync(result, topicId: 10, postId: 20, other);

        (await other.CountPendingAsync()).ShouldBe(2);
        (await other.GetPendingAsync(0, 10)).Items.ShouldAllBe(item => item.DueAt == item.CreatedAt.AddHours(5));
        (await Queue.CountPendingAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Enqueue_WithoutASignal_AsksForNothing()
    {
        ModerationResult result = await Moderator.ModerateAsync(Submissions.Create(2, Clean));

        (await Moderator.EnqueueAsync(result, topicId: 10, postId: 20)).ShouldBe(0);

        (await Queue.CountPendingAsync()).ShouldBe(0);
    }

    private Task<long> AskForReviewAsync(long post, long authorId) =>
        Queue.AddAsync(
            new ReviewRequest
            {
                Target = new ReviewTarget(ReviewTargetKind.Post, post),
                Type = ReviewType.FlaggedPost,
                Priority = 3,
                Reasons = [],
                ReportedUserId = authorId,
            }
        );

    private static string[] Signals(ModerationResult result) =>
        [
            .. result.Signals.Select(signal =>
                $"{signal.Target} {signal.Type} {signal.Priority} {string.Join(',', signal.Reasons.Select(r => r.Code))}"
            ),
        ];
}
