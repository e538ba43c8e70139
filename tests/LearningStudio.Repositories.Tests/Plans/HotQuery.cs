namespace LearningStudio.Repositories.Tests.Plans;

/// <summary>A read that a busy forum lives on.</summary>
/// <param name="Name">Names it.</param>
/// <param name="Indexes">The indexes that have to be used, whatever else is.</param>
/// <param name="Buffers">How many pages PostgreSQL may touch; twice as many in a forum of a million posts.</param>
/// <param name="Read">Reads it.</param>
internal sealed record HotQuery(string Name, string Indexes, int Buffers, Func<ITestForum, Task> Read)
{
    /// <summary>Its hits are all sorted or counted, so that it costs the more the more there are.</summary>
    public bool CostsItsHits { get; init; }
}
