namespace LearningStudio.HostApi.Http;

/// <summary>How many tokens of its client's bucket a request of an endpoint takes; without it, one.</summary>
/// <param name="Tokens">Tokens, from 1; at most a full bucket is taken.</param>
/// <param name="IsMonitoring">
/// Whether the endpoint has a bucket of its own, so that a client's other reads never refuse its monitoring.
/// </param>
internal sealed record RequestCost(int Tokens, bool IsMonitoring = false);
