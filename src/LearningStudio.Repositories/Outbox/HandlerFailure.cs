namespace LearningStudio.Repositories.Outbox;

/// <summary>A handler that failed, and how.</summary>
internal sealed record HandlerFailure(Type Handler, Exception Exception);
