using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Analytics;
using LearningStudio.Moderation.Review.Decisions;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Tests.Contracts;

/// <summary>What every review queue does, whatever it is kept in; users 1 to 3 and 9 exist, all of trust level 1.</summary>
public abstract partial class ReviewQueueContract
{
    private static readonly ReviewTarget Post = new(ReviewTargetKind.Post, 7);

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));

    protected abstract IReviewQueue Queue { get; }

    [Fact]
    public async Task Added_IsReadBack()
    {
        var reason = new ReviewReason("spam-urgency", "body", 3, 10, 0.5);
        ReviewRequest request = Request(Post, ReviewType.SpamDetection, 2) with
        {
            Reasons = [reason],
            SpamScore = 0.9,
            ReportedTrustLevel = 1,
        };

        long id = await Queue.AddAsync(request);

        ReviewItem item = (await Queue.FindAsync(id))!;
        item.Reasons.ShouldBe([reason]);
        (item with { Reasons = [] }).ShouldBe(
            new ReviewItem(
                id,
                Post,
                ReviewType.SpamDetection,
                2,
                [],
                0.9,
                1,
                1,
                0,
                ReviewState.Pending,
                Clock.GetUtcNow()
            ) with
            {
                Reasons = (item with { Reasons = [] }).Reasons,
            }
        );
        (await Queue.FindAsync(id + 1)).ShouldBeNull();
    }

    [Theory]
    [InlineData(3, 2, 2)]
    [InlineData(2, 3, 2)]
    public async Task SameTargetAndType_IsRaisedToTheMoreUrgent(int first, int second, int expected)
    {
        long id = await Queue.AddAsync(Request(Post, ReviewType.SpamDetection, first) with { SpamScore = 0.5 });
        Clock.Advance(TimeSpan.FromHours(1));

        long again = await Queue.AddAsync(
            Request(Post, ReviewType.SpamDetection, second) with
            {
                Reasons = [new ReviewReason("new")],
            }
        );

        again.ShouldBe(id);
        (await Queue.CountPendingAsync()).ShouldBe(1);
        ReviewItem item = (await Queue.FindAsync(id))!;
        (item.Priority, item.SpamScore, item.Reasons.Single().Code).ShouldBe((expected, 0.5, "new"));
        item.CreatedAt.ShouldBe(Clock.GetUtcNow() - TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task OtherTypeTargetOrDecidedItem_IsAnItemOfItsOwn()
    {
        long decided = await Queue.AddAsync(Request(Post, ReviewType.FlaggedPost, 3));
        await Queue.DecideAsync(Post, new ReviewDecision(true, 9));

        long again = await Queue.AddAsync(Request(Post, ReviewType.FlaggedPost, 3));
        await Queue.AddAsync(Request(Post, ReviewType.EditedPost, 3));
        await Queue.AddAsync(Request(Post with { Kind = ReviewTargetKind.Topic }, ReviewType.FlaggedPost, 3));

        again.ShouldNotBe(decided);
        (await Queue.CountPendingAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task Voter_CountsOnceAnItem()
    {
        ReviewRequest report = Request(Post, ReviewType.FlaggedPost, 3);
        long id = await Queue.AddAsync(report with { VoterId = 2 });
        await Queue.AddAsync(report with { VoterId = 2 });
        await Queue.AddAsync(report with { VoterId = 3 });
        await Queue.AddAsync(report with { Reasons = [] });

        ReviewItem item = (await Queue.FindAsync(id))!;
        (item.Votes, item.Reasons.Count).ShouldBe((2, 1));
    }

    [Fact]
    public async Task Pending_StandsByPriorityScore()
    {
        long waited = await Queue.AddAsync(Request(Target(1), ReviewType.EditedPost, 4)); // 25 + age + 15 + 5
        Clock.Advance(TimeSpan.FromHours(200));
        long flagged = await Queue.AddAsync(Request(Target(2), ReviewType.FlaggedPost, 3)); // 50 + 20 + 25
        long spam = await Queue.AddAsync(Request(Target(3), ReviewType.SpamDetection, 2)); // 75 + 20 + 30
        long same = await Queue.AddAsync(Request(Target(4), ReviewType.SpamDetection, 2));
        long voted = await Queue.AddAsync(Request(Target(5), ReviewType.EditedPost, 4) with { VoterId = 2 }); // 25 + 10 + 20 + 5

        IReadOnlyList<ReviewItem> pending = (await Queue.GetPendingAsync(0, 10)).Items;

        pending.Select(item => item.Id).ShouldBe([spam, same, waited, flagged, voted]);
        double[] scores = [.. pending.Select(item => ReviewPriority.Compute(item, Clock.GetUtcNow()).Score)];
        scores.ShouldBe([125, 125, 100, 95, 60]);
        PendingReviews page = await Queue.GetPendingAsync(1, 2);
        page.Items.Select(item => item.Id).ShouldBe([same, waited]);
        page.Total.ShouldBe(5);
        (await Queue.GetPendingAsync(5, 2)).Total.ShouldBe(5);
    }

    [Fact]
    public async Task Decision_TakesEveryOpenItemOfTheTargetOnce()
    {
        long one = await Queue.AddAsync(Request(Post, ReviewType.SpamDetection, 2));
        long two = await Queue.AddAsync(Request(Post, ReviewType.NewUserPost, 3));
        long other = await Queue.AddAsync(Request(Target(8), ReviewType.NewUserPost, 3));
        Clock.Advance(TimeSpan.FromMinutes(5));

        (await Queue.DecideAsync(Post, new ReviewDecision(false, 9))).ShouldBe(2);
        (await Queue.DecideAsync(Post, new ReviewDecision(true, 9))).ShouldBe(0);

        foreach (long id in new[] { one, two })
        {
            ReviewItem item = (await Queue.FindAsync(id))!;
            (item.State, item.DecidedBy, item.DecidedAt).ShouldBe((ReviewState.Rejected, 9, Clock.GetUtcNow()));
        }

        (await Queue.GetPendingAsync(0, 10)).Items.ShouldHaveSingleItem().Id.ShouldBe(other);
    }

    [Fact]
    public async Task Reopened_TakesANewIdAndKeepsTheRest()
    {
        ReviewRequest report = Request(Post, ReviewType.FlaggedPost, 3);
        long old = await Queue.AddAsync(report with { VoterId = 2 });
        await Queue.AddAsync(Request(Target(8), ReviewType.FlaggedPost, 3));
        Clock.Advance(TimeSpan.FromHours(1));

        await Queue.ReopenAsync(Post);

        (await Queue.FindAsync(old))!.State.ShouldBe(ReviewState.Superseded);
        (await Queue.CountPendingAsync()).ShouldBe(2);
        ReviewItem item = (await Queue.GetPendingAsync(0, 1)).Items.Single();
        item.Id.ShouldNotBe(old);
        (item.Target, item.Votes, item.CreatedAt).ShouldBe((Post, 1, Clock.GetUtcNow() - TimeSpan.FromHours(1)));
        (await Queue.AddAsync(report with { VoterId = 2 })).ShouldBe(item.Id);
        (await Queue.FindAsync(item.Id))!.Votes.ShouldBe(1, "the voter counted before");
        (await Queue.GetAnalyticsAsync(item.CreatedAt)).Created.ShouldBe(2);
    }

    [Fact]
    public async Task PendingAgainstAUser_LeavesOutTheItemAboutThat()
    {
        await Queue.AddAsync(Request(Target(1), ReviewType.SpamDetection, 2));
        await Queue.AddAsync(Request(Target(2), ReviewType.SpamDetection, 2));
        await Queue.AddAsync(Request(new ReviewTarget(ReviewTargetKind.User, 1), ReviewType.UserReport, 2));
        await Queue.AddAsync(Request(Target(3), ReviewType.SpamDetection, 2) with { ReportedUserId = 2 });
        await Queue.DecideAsync(Target(2), new ReviewDecision(true, 9));

        (await Queue.CountPendingAgainstAsync(1)).ShouldBe(1);
    }

    [Fact]
    public async Task Analytics_SumsUpSinceAMoment()
    {
        await Queue.AddAsync(Request(Target(1), ReviewType.SpamDetection, 2));
        await Queue.AddAsync(Request(Target(2), ReviewType.SpamDetection, 2));
        await Queue.DecideAsync(Target(2), new ReviewDecision(true, 9));
        Clock.Advance(TimeSpan.FromDays(1));
        DateTimeOffset since = Clock.GetUtcNow();
        await Queue.AddAsync(Request(Target(3), ReviewType.FlaggedPost, 3));
        await Queue.AddAsync(Request(Target(4), ReviewType.FlaggedPost, 3));
        Clock.Advance(TimeSpan.FromSeconds(90));
        await Queue.DecideAsync(Target(3), new ReviewDecision(true, 9));
        Clock.Advance(TimeSpan.FromSeconds(60));
        await Queue.DecideAsync(Target(4), new ReviewDecision(false, 9));
        await Queue.AddAsync(Request(Target(5), ReviewType.EditedPost, 4));

        ReviewAnalytics analytics = await Queue.GetAnalyticsAsync(since);

        (analytics.Pending, analytics.Created, analytics.Approved, analytics.Rejected).ShouldBe((2, 3, 1, 1));
        analytics
            .PendingByType.OrderBy(pair => pair.Key)
            .Select(pair => (pair.Key, pair.Value))
            .ShouldBe([(ReviewType.EditedPost, 1), (ReviewType.SpamDetection, 1)]);
        analytics.MeanResolution.ShouldBe(TimeSpan.FromSeconds(120));
        analytics.ApprovalRate.ShouldBe(0.5);
    }

    [Fact]
    public async Task EmptyQueue_HasEmptyAnalytics()
    {
        ReviewAnalytics analytics = await Queue.GetAnalyticsAsync(Clock.GetUtcNow());

        (analytics.Pending, analytics.Created, analytics.MeanResolution, analytics.ApprovalRate).ShouldBe(
            (0, 0, null, null)
        );
    }

    private static ReviewTarget Target(long id) => new(ReviewTargetKind.Post, id);

    private static ReviewRequest Request(ReviewTarget target, ReviewType type, int priority) =>
        new()
        {
            Target = target,
            Type = type,
            Priority = priority,
            Reasons = [new ReviewReason("first")],
            ReportedUserId = 1,
        };
}
