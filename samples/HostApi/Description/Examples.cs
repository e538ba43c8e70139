using System.Text.Json;
using System.Text.Json.Nodes;
using LearningStudio.HostApi.Operations;
using LearningStudio.HostApi.Reading;
using LearningStudio.HostApi.Reviews;
using LearningStudio.HostApi.Writing;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Analytics;
using LearningStudio.Moderation.Review.Decisions;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Auditing;
using LearningStudio.Repositories.Reading;
using LearningStudio.Statistics;

namespace LearningStudio.HostApi.Description;

/// <summary>An example of every body that the API takes or answers with.</summary>
internal static class Examples
{
    private static readonly DateTimeOffset At = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly Author Ann = new(7, "Ann");
    private static readonly Member Member = new(7, "Ann");
    private static readonly ReviewReason Reason = new("spam-urgency", "body", 0, 10, 0.5);

    private static readonly ReviewItem Item = new(
        3,
        new ReviewTarget(ReviewTargetKind.Post, 12),
        ReviewType.SpamDetection,
        2,
        [Reason],
        0.8,
        7,
        0,
        0,
        ReviewState.Pending,
        At
    );

    private static readonly ReviewView Review = new(
        Item,
        ReviewPriority.Compute(Item, At).Score,
        ReviewPriority.Compute(Item, At),
        new PostLocation(5, "Hello", 12, "Click here")
    );

    private static readonly PostView Post = new(12, null, Ann, 1, "Welcome.", At, null, 3);

    private static readonly TopicSummary Topic = new(5, 2, "hello", "Hello", Ann, At, false, false, 40, 2, 1, At, Ann);

    private static readonly ForumNode Forum = new(
        2,
        "News",
        "news",
        "What is new",
        1,
        2,
        new LastPost(12, 5, "Hello", Ann, At),
        new ForumActivity(1, 2, false),
        []
    );

    private static readonly OverallStatistics Totals = new(1, 2, 1, 1, Member);

    private static readonly Dictionary<Type, object> Bodies = new object[]
    {
        new ForumList([Forum], Totals),
        new ForumDetail(2, "News", "news", "What is new", Forum.LastPost, new ForumStatistics(1, 2, 2, 1, false), []),
        new PageOf<TopicSummary>([Topic], 1, 20, 1),
        new TopicPage(
            new TopicDetail(5, 2, "News", "hello", "Hello", Ann, At, false, false, 40, 2, 1),
            new PageOf<PostView>([Post], 1, 20, 1)
        ),
        new UserStatistics(Member, 1, 2, At, At),
        new SearchResult([new SearchHit(5, "Hello", 12, Ann, At, "Welcome.")], 1, 20),
        Totals,
        new ActivitySummary([new ActivityDay(DateOnly.FromDateTime(At.UtcDateTime), 1, 2, 1)], 1, 2, 1),
        new PostResult(5, 12, true),
        new NewTopicBody
        {
            ForumId = 2,
            Title = "Hello",
            Body = "Welcome.",
        },
        new PostBody { Body = "Welcome." },
        new TopicEditBody { Title = "Hello again" },
        new ReportBody { Reason = "rude" },
        new PageOf<ReviewView>([Review], 1, 20, 1),
        new ReviewDetail(
            Review,
            "Hello",
            "Click here",
            [],
            [
                new EditedText(
                    RevisedField.Body,
                    [new EarlierText("Click there", At, 7)],
                    TextDifference.Between("Click there", "Click here")
                ),
            ]
        ),
        new ClaimedReview(Review, 1, At.AddMinutes(10), null),
        new ClaimBody { Count = 1 },
        new FenceBody { Fence = 1 },
        new DecisionBody
        {
            Fence = 1,
            Action = ReviewAction.Reject,
            Note = "An advertisement.",
        },
        new BulkBody
        {
            Key = "2026-01-15 advertisements",
            Action = ReviewAction.Reject,
            ClusterId = 9,
        },
        new BulkResult([new BulkItem(3, ReviewOutcome.Done)], IsRepeat: false),
        new ReviewAnalytics(
            1,
            new Dictionary<ReviewType, int> { [ReviewType.SpamDetection] = 1 },
            4,
            2,
            1,
            TimeSpan.FromMinutes(20)
        ),
        OperatorExamples.Stats(At),
        OperatorExamples.Audit(At),
        new CacheSwitch("topics", "topic:*", Enabled: true),
        new SwitchBody { Enabled = false },
        new InvalidationBody { Pattern = "topic:detail:5:*" },
    }.ToDictionary(body => body.GetType());

    private static readonly Dictionary<Type, object> Lists = new()
    {
        [typeof(IAsyncEnumerable<PostView>)] = new[] { Post },
        [typeof(IReadOnlyList<Member>)] = new[] { Member },
        [typeof(IReadOnlyList<TrendingTopic>)] = new[] { new TrendingTopic(5, "Hello", 2, 2) },
        [typeof(IReadOnlyList<ClaimedReview>)] = new[] { Bodies[typeof(ClaimedReview)] },
        [typeof(IReadOnlyList<CacheSwitch>)] = new[] { Bodies[typeof(CacheSwitch)] },
    };

    /// <summary>The example of a type; null where it has none.</summary>
    public static JsonNode? Find(Type type, JsonSerializerOptions json) =>
        Bodies.TryGetValue(type, out object? body) || Lists.TryGetValue(type, out body)
            ? JsonSerializer.SerializeToNode(body, json)
            : null;
}
