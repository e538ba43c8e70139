using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.InMemory;
using LearningStudio.Tests.Contracts;

namespace LearningStudio.Moderation.Tests.Review.InMemory;

public sealed class InMemoryReviewQueueTests : ReviewQueueContract
{
    public InMemoryReviewQueueTests() => Queue = new InMemoryReviewQueue(Clock);

    protected override IReviewQueue Queue { get; }
}
