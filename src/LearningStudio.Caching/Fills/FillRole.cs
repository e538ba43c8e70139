namespace LearningStudio.Caching.Fills;

/// <summary>The part that a call has in the fill of its key.</summary>
internal enum FillRole
{
    /// <summary>It starts a fill, and runs its factory.</summary>
    Started,

    /// <summary>It joins a fill in flight, and takes its value.</summary>
    Joined,

    /// <summary>It waits for a fill whose value is on its way to Redis, and reads then.</summary>
    Settling,
}
