namespace LearningStudio.HostApi.Observation;

/// <summary>Takes a measurement of one instrument.</summary>
/// <typeparam name="T">What the instrument measures in.</typeparam>
internal delegate void Measure<in T>(T value, ReadOnlySpan<KeyValuePair<string, object?>> tags);
