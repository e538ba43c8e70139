namespace LearningStudio.HostApi.Commands.Export;

/// <summary>A row as it is read: where the next page goes on, and its line; null where anonymous readers do not see it.</summary>
internal readonly record struct ExportedRow(long Id, object? Line);
