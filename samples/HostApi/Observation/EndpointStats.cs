namespace LearningStudio.HostApi.Observation;

/// <summary>The requests to an endpoint.</summary>
/// <param name="Endpoint">Method and route; <c>no route</c> for what matches none, <c>other</c> for the rest.</param>
/// <param name="Window">Within the window.</param>
/// <param name="SinceStart">Since the host started.</param>
internal sealed record EndpointStats(string Endpoint, RequestStats Window, RequestStats SinceStart);
