namespace LearningStudio.Repositories.Reading.Queries;

/// <summary>How much a reader sees; each is a query of its own.</summary>
internal enum Visibility
{
    /// <summary>What everybody sees: approved and not deleted, in forums open to all.</summary>
    Public,

    /// <summary>Also what the reader wrote and waits, and forums open to the reader's trust level.</summary>
    Own,

    /// <summary>Everything but what is deleted.</summary>
    Held,
}
