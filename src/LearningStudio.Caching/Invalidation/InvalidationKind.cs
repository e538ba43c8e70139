namespace LearningStudio.Caching.Invalidation;

/// <summary>The values are the letters that stand for the kinds in Redis.</summary>
internal enum InvalidationKind : ushort
{
    None = 0,
    Everything = '*',
    Key = 'k',
    Pattern = 'p',

    /// <summary>Ranges of hash slots: their server was replaced, and may have lost removals.</summary>
    Slots = 's',
    Tag = 't',
}
