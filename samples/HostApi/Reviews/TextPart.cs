namespace LearningStudio.HostApi.Reviews;

/// <summary>A part of two texts.</summary>
/// <param name="Kind">Which of them has it.</param>
/// <param name="Text">The part.</param>
internal sealed record TextPart(PartKind Kind, string Text);
