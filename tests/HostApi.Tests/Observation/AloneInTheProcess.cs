namespace LearningStudio.HostApi.Tests.Observation;

/// <summary>
/// Tests that run while no others do: a statement of code that no container made is measured by a meter of the process, so
/// that every host in it counts it, too.
/// </summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;
