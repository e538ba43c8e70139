namespace LearningStudio.HostApi.Commands.Import;

/// <summary>A dump that is not what it should be; the message names file, line and what was expected.</summary>
internal sealed class DumpFormatException(string message) : Exception(message);
