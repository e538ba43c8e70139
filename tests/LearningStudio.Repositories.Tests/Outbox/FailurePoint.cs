namespace LearningStudio.Repositories.Tests.Outbox;

/// <summary>Where a unit of work, its process or its handlers may fail. Each needs a test; see <see cref="FailurePointTests"/>.</summary>
public enum FailurePoint
{
    KilledAfterTheCommit,
    HandlerFailsOnce,
    HandlerFailsForLongAndRecovers,
    CommitUncertainButStored,
    CommitUncertainAndNotStored,
    TwoProcesses,
    LeaseHolderDies,
    OrderPerTopic,
    StartUp,
    RolledBack,
}
