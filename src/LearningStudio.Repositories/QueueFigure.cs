namespace LearningStudio.Repositories;

/// <summary>How many entries of one type and state there are.</summary>
/// <param name="Type">The type.</param>
/// <param name="State">The state.</param>
/// <param name="Total">All of them.</param>
/// <param name="Created">Those asked for since the moment asked about.</param>
/// <param name="Decided">Those decided since then.</param>
/// <param name="DecidedSeconds">The seconds from request to decision of those, summed up.</param>
public sealed record QueueFigure(string Type, string State, int Total, int Created, int Decided, double DecidedSeconds);
