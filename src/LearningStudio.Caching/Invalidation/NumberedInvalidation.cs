namespace LearningStudio.Caching.Invalidation;

/// <summary>An invalidation and its number in the sequence that Redis keeps.</summary>
/// <remarks>Its pattern is parsed where it is made: nobody parses under a lock.</remarks>
internal readonly record struct NumberedInvalidation(InvalidationTarget Invalidation, long Number)
{
    public GlobPattern? Pattern { get; } = Invalidation.ParsePattern();
}
