namespace LearningStudio.Repositories.Diagnostics;

/// <summary>A statement that was sent and is to be told when it ends.</summary>
internal readonly record struct Statement(Fingerprint Fingerprint, QueryScope? Scope, Type Command, long Began);
