namespace LearningStudio.HostApi.Tests.Load;

/// <summary>What came of a request.</summary>
/// <param name="Request">The request.</param>
/// <param name="Begin">When it was sent, since the load began.</param>
/// <param name="End">When it was answered, since the load began.</param>
/// <param name="Latency">How long it took, from when it was due.</param>
/// <param name="Status">The status; 0 without an answer.</param>
/// <param name="Cache">What the host said of its cache.</param>
/// <param name="HasRetryAfter">Whether the host said when to come again.</param>
internal sealed record LoadSample(
    LoadRequest Request,
    TimeSpan Begin,
    TimeSpan End,
    TimeSpan Latency,
    int Status,
    string? Cache,
    bool HasRetryAfter
);
