namespace LearningStudio.HostApi.Adapters;

/// <summary>
/// Redis could not be told of an invalidation, which waits in the memory of this process: the outbox has to keep the events
/// until it can.
/// </summary>
public sealed class InvalidationPendingException()
    : Exception("Redis could not be told of an invalidation. It is in force in this process only.");
