using LearningStudio.Moderation.Review;

namespace LearningStudio.Moderation.Tests.Review;

public sealed class ReviewPriorityTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 0, 0, null, null, ReviewType.SpamDetection, 130)]
    [InlineData(2, 0, 0, null, null, ReviewType.FlaggedPost, 100)]
    [InlineData(3, 0, 0, null, null, ReviewType.UserReport, 70)]
    [InlineData(4, 0, 0, null, null, ReviewType.NewUserPost, 35)]
    [InlineData(4, 0, 0, null, null, ReviewType.EditedPost, 30)]
    [InlineData(4, 0, 0, null, null, ReviewType.TrustLevelReview, 30)]
    [InlineData(4, 3, 0, null, null, ReviewType.EditedPost, 31.5)]
    [InlineData(4, 100, 0, null, null, ReviewType.EditedPost, 80)]
    [InlineData(4, 101, 0, null, null, ReviewType.EditedPost, 80)]
    [InlineData(4, 0, 2, null, null, ReviewType.EditedPost, 50)]
    [InlineData(4, 0, 0, 7L, 0, ReviewType.EditedPost, 50)]
    [InlineData(4, 0, 0, 7L, null, ReviewType.EditedPost, 50)]
    [InlineData(4, 0, 0, 7L, 4, ReviewType.EditedPost, 30)]
    [InlineData(4, 0, 0, null, 0, ReviewType.EditedPost, 30)]
    public void Score_IsTheClassicOne(
        int priority,
        double hours,
        int votes,
        long? user,
        int? trust,
        ReviewType type,
        double score
    )
    {
        var item = new ReviewItem(
            1,
            new ReviewTarget(ReviewTargetKind.Post, 1),
            type,
            priority,
            [],
            null,
            user,
            trust,
            votes,
            ReviewState.Pending,
            Now.AddHours(-hours)
        );

        ReviewPriority.Compute(item, Now).Score.ShouldBe(score, 1e-9);
    }
}
