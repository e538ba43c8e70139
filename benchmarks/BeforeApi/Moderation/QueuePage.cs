namespace LearningStudio.BeforeApi.Moderation;

/// <summary>A page of the queue and the figures above it.</summary>
internal sealed record QueuePage(
    IReadOnlyList<QueueItem> Items,
    int Total,
    int Pending,
    int AssignedToMe,
    int Critical,
    double? AverageSeconds
);
