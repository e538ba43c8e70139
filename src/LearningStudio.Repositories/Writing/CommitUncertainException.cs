namespace LearningStudio.Repositories.Writing;

/// <summary>The connection was lost, or its time ran out, while a unit of work was committed: all of it is stored, or nothing.</summary>
/// <remarks>It is not tried again, which might store it twice. Read what it wrote to find out. Event handlers were called as if it were
/// stored, and are called again if it is.</remarks>
public sealed class CommitUncertainException : Exception
{
    internal CommitUncertainException(Exception cause)
        : base(
            "The commit was not answered: the unit of work is stored as a whole or not at all. Read what it wrote before running it again.",
            cause
        ) { }
}
