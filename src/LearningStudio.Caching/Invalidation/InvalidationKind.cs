namespace LearningStudio.Caching.Invalidation;

/// <summary>The values are the letters that stand for the kinds in Redis.</summary>
internal enum InvalidationKind : ushort
{
    None = 0,
    Everything = '*',
    Key = 'k',
    Pattern = 'p',
    Tag = 't',
}
