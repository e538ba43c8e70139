namespace LearningStudio.Repositories;

/// <summary>Is told what units of work did, after their commit and before they return. Register any number.</summary>
public interface IForumEventHandler
{
    /// <summary>Handles the events of one unit of work, in their order; at least one. An exception reaches the caller of the unit after
    /// all handlers were told; the data stays.</summary>
    Task HandleAsync(IReadOnlyList<ForumEvent> events);
}
