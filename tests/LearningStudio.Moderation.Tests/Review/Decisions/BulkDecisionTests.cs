using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Decisions;

namespace LearningStudio.Moderation.Tests.Review.Decisions;

/// <summary>Stores hold fingerprints of decisions: their text is a format.</summary>
public sealed class BulkDecisionTests
{
    [Fact]
    public void Fingerprint_OfAWholeFilter_IsWhatStoresHold()
    {
        var filter = new ReviewFilter
        {
            ReportedUserId = 2,
            Type = ReviewType.FlaggedPost,
            MaxPriority = 3,
            ClusterId = 5,
            Stage = ReviewStage.Escalated,
            ClaimedBy = 9,
        };

        new BulkDecision("key", filter, new ReviewDecision(true, 4)).Fingerprint.ShouldBe(
            "ReviewDecision { IsApproved = True, ModeratorId = 4 } ReviewFilter { ReportedUserId = 2, Type = FlaggedPost, "
                + "MaximumPriority = 3, ClusterId = 5, Stage = Escalated, ClaimedBy = 9 }"
        );
    }

    [Fact]
    public void Fingerprint_OfAnEmptyFilter_IsWhatStoresHold() =>
        new BulkDecision("key", new ReviewFilter(), new ReviewDecision(false, 4)).Fingerprint.ShouldBe(
            "ReviewDecision { IsApproved = False, ModeratorId = 4 } ReviewFilter { ReportedUserId = , Type = , "
                + "MaximumPriority = , ClusterId = , Stage = , ClaimedBy =  }"
        );
}
