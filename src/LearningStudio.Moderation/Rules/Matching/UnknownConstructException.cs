namespace LearningStudio.Moderation.Rules.Matching;

/// <summary>The pattern holds what the reader does not know for certain.</summary>
internal sealed class UnknownConstructException : Exception;
