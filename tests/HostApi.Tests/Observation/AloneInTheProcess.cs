namespace LearningStudio.HostApi.Tests.Observation;

/// <summary>
/// Tests that run while no others do. A statement of code that no container made is measured by a meter of the process, so
/// that every host in it counts it, too. And OpenTelemetry's provider of one host listens to the equally named instruments of
/// the others, takes all of them for one, and stops it when the first of them is disposed with its host.
/// </summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;
