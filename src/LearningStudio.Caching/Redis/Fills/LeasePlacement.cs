namespace LearningStudio.Caching.Redis.Fills;

/// <summary>How a lease is placed where a lookup saw nothing.</summary>
internal enum LeasePlacement
{
    /// <summary>By one plain command that does nothing where something stands.</summary>
    IfAbsent,

    /// <summary>
    /// By a script that compares: the plain command has failed, since what is not a string is not seen, and stands there
    /// all the same.
    /// </summary>
    IfUnchanged,
}
