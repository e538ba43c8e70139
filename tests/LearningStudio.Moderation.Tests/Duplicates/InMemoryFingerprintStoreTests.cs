using LearningStudio.Moderation.Duplicates;
using LearningStudio.Tests.Contracts;

namespace LearningStudio.Moderation.Tests.Duplicates;

public sealed class InMemoryFingerprintStoreTests : FingerprintStoreContract
{
    protected override IFingerprintStore Store { get; } = new InMemoryFingerprintStore();
}
