namespace LearningStudio.HostApi.Cache;

/// <summary>
/// An invalidation did not reach Redis, and waits in the memory of this process: the outbox has to keep the events
/// until it can.
/// </summary>
public sealed class InvalidationPendingException()
    : Exception("An invalidation did not reach Redis. It is in force in this process only.");
